// Package casefiletest makes a small case file for tests.
package casefiletest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"sutiao/dispute"
	"sutiao/documents/casefile"
	"sutiao/documents/signing"
	"sutiao/documents/signing/signingtest"
	"sutiao/documents/verification"
)

// Text is a file in memory.
func Text(content []byte) casefile.Open {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
}

// Ledger is a chain of a few rows, each an act with its detail as JSON.
func Ledger(id string, acts ...[2]string) []verification.Row {
	var rows []verification.Row
	previous := []byte{}
	for i, act := range acts {
		row := verification.Row{
			DisputeID: id, Seq: i + 1, ActID: fmt.Sprintf("act-%d", i+1), Act: act[0], ActorAccount: "a-1",
			Role: "party", Party: "p1", At: signingtest.Start.Add(time.Duration(i) * 1234567 * time.Microsecond),
			Expect: i, Detail: act[1], Previous: hex.EncodeToString(previous),
		}
		previous = row.Chained(previous)
		row.Hash = hex.EncodeToString(previous)
		rows = append(rows, row)
	}
	return rows
}

// Acts are the acts by which an agreement is laid before the parties, signed and sealed.
func Acts(t testing.TB, frozen, signed dispute.Document) [][2]string {
	t.Helper()
	acts := [][2]string{{"SubmitApplication", `{"note":"甲 <b>&"}`}}
	for _, d := range []dispute.Detail{
		&dispute.Freezing{Version: 2, Agreement: frozen}, &dispute.Signature{Version: 2, Document: frozen.SHA256, Typed: "张三"},
		&dispute.Sealing{Version: 2, Agreement: signed},
	} {
		detail, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		acts = append(acts, [2]string{string(d.Act()), string(detail)})
	}
	return acts
}

// Document is the ledger's word on an agreement.
func Document(code string, file []byte) dispute.Document {
	return dispute.Document{Code: code, Kind: dispute.AgreementText, Version: 2, SHA256: fmt.Sprintf("%x", sha256.Sum256(file))}
}

// Code is the code of the agreement in the case file.
const Code = "EF56-GH78"

// CaseFile is a case file with a form, a signed agreement and two pieces of evidence.
func CaseFile(t testing.TB, a *signing.PrivateAuthority, id string) casefile.CaseFile {
	t.Helper()
	frozen := signingtest.Frozen(t)
	signed := signingtest.Sign(t, a, frozen)
	return casefile.CaseFile{
		Case: verification.ManifestCase{
			ID: id, Number: "诉调2026-0001", CourtNumber: "（2026）京0102诉前调1号", Cause: "金融借款合同纠纷",
			Organisation: Organisation, Parties: []string{"张三", "某某银行股份有限公司"},
		},
		MadeAt: signingtest.Start.Add(time.Second),
		Documents: []casefile.Document{
			{Kind: dispute.ApplicationForm, Code: "AB12-CD34", Template: "application/1", MadeAt: signingtest.Start, Open: Text(frozen)},
			{Kind: dispute.AgreementText, Code: Code, Version: 2, Template: "agreement/1", MadeAt: signingtest.Start,
				Signatures: 4, Open: Text(signed)},
		},
		Evidence: []casefile.Evidence{
			{Name: "借款合同 (扫描件).pdf", MadeAt: signingtest.Start, Open: Text([]byte("%PDF-1.4 a contract"))},
			{Name: "../聊天:记录*" + strings.Repeat("长", 90) + ".png", Open: Text([]byte{0x89, 'P', 'N', 'G', 0, 1, 2})},
		},
		Ledger: Ledger(id, Acts(t, Document(Code, frozen), Document(Code, signed))...),
	}
}

// Organisation is whose case file it is.
const Organisation = "某市银行业保险业纠纷调解中心"

// Write makes the signed case file.
func Write(t testing.TB, a *signing.PrivateAuthority, id string) []byte {
	t.Helper()
	return Bind(t, a, CaseFile(t, a, id), Organisation)
}

// Bind writes a case file with the key of an organisation.
func Bind(t testing.TB, a *signing.PrivateAuthority, f casefile.CaseFile, organisation string) []byte {
	t.Helper()
	key, err := a.Seal(organisation)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := casefile.Write(context.Background(), &out, f, key, a.Timestamps()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
