package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"sutiao/documents/page"
	"sutiao/documents/verification"
)

const verifyUsage = `usage: sutiao verify FILE... [--trust file.pem]... [--json]
       sutiao verify --page out.html [--trust file.pem]...

Checks signed documents (PDF) and case files (ZIP) from the file alone, without a server.
The exit code is 0 only if every file is valid.
验证已签名的文书与卷宗；全部通过时退出码为 0。

  --trust file.pem   whose signatures and times count: certificates in PEM  信任的证书
  --json             print the reports as JSON
  --page out.html    write a page that does the same in a browser, offline  离线验证页
`

// verifyFlags is a command line of "sutiao verify".
type verifyFlags struct {
	files, trust []string
	page         string
	json         bool
}

// runVerify checks files. It returns the exit code: 0 if every file is valid, 1 if not,
// 2 where the command line is wrong or a file cannot be read.
func runVerify(args []string, stdout, stderr io.Writer) int {
	flags, err := parseVerify(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, verifyUsage)
		return 0
	}
	if err != nil {
		fmt.Fprintf(stderr, "sutiao verify: %v\n\n%s", err, verifyUsage)
		return 2
	}
	trust, pem, err := readTrust(flags.trust)
	if err == nil && flags.page != "" {
		err = writePage(flags.page, pem)
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 2
	}
	return verifyFiles(flags, trust, stdout, stderr)
}

// parseVerify takes flags before, between and after the files.
func parseVerify(args []string) (verifyFlags, error) {
	var f verifyFlags
	set := flag.NewFlagSet("verify", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.StringVar(&f.page, "page", "", "")
	set.BoolVar(&f.json, "json", false, "")
	set.Func("trust", "", func(path string) error {
		f.trust = append(f.trust, path)
		return nil
	})
	for {
		if err := set.Parse(args); err != nil {
			return f, err
		}
		if set.NArg() == 0 {
			break
		}
		f.files = append(f.files, set.Arg(0))
		args = set.Args()[1:]
	}
	if len(f.files) == 0 && f.page == "" {
		return f, errors.New("没有指定文件 / no file is named")
	}
	return f, nil
}

func readTrust(paths []string) (verification.Trust, []byte, error) {
	var trust verification.Trust
	var all []byte
	for _, path := range paths {
		text, err := os.ReadFile(path) //nolint:gosec // the caller's own file
		if err != nil {
			return trust, nil, err
		}
		if err := trust.ReadTrust(text); err != nil {
			return trust, nil, fmt.Errorf("%s: %w", path, err)
		}
		all = append(append(all, text...), '\n')
	}
	return trust, all, nil
}

func writePage(path string, trust []byte) error {
	text, err := page.Make(trust)
	if err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o644) //nolint:gosec // made to be handed out
}

// namedReport is a report with the file that it is about.
type namedReport struct {
	File string `json:"file"`
	verification.Report
}

func verifyFiles(f verifyFlags, trust verification.Trust, stdout, stderr io.Writer) int {
	code := 0
	reports := []namedReport{}
	for _, path := range f.files {
		data, err := os.ReadFile(path) //nolint:gosec // the caller's own file
		if err != nil {
			fmt.Fprintln(stderr, err)
			return 2
		}
		r := verification.File(data, trust)
		if r.Verdict != verification.Valid {
			code = 1
		}
		if f.json {
			reports = append(reports, namedReport{path, r})
			continue
		}
		printReport(stdout, path, &r)
	}
	if f.json {
		out := json.NewEncoder(stdout)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		if err := out.Encode(reports); err != nil {
			fmt.Fprintln(stderr, err)
			return 2
		}
	}
	return code
}

func printReport(w io.Writer, path string, r *verification.Report) {
	fmt.Fprintf(w, "%s\n  %s / %s\n", path, r.Says.ZH, r.Says.EN)
	for _, f := range r.Findings {
		fmt.Fprintf(w, "  ✗ %s / %s\n", f.What.ZH, f.What.EN)
		if f.Place.ZH != "" {
			fmt.Fprintf(w, "      %s / %s\n", f.Place.ZH, f.Place.EN)
		}
	}
	fmt.Fprintf(w, "  SHA-256 %s\n  SM3     %s\n", r.SHA256, r.SM3)
	if r.FrozenSHA256 != "" {
		fmt.Fprintf(w, "  签名前 / before signing: SHA-256 %s\n", r.FrozenSHA256)
	}
	for i := range r.Signatures {
		printSignature(w, &r.Signatures[i])
	}
	for _, signer := range r.Unsigned {
		who := verification.SignerName(signer)
		fmt.Fprintf(w, "  未签名 / not signed: %s / %s\n", who.ZH, who.EN)
	}
	if r.Case != nil {
		m := r.Case.Manifest
		fmt.Fprintf(w, "  卷宗 / case file: %s %s；文书 / documents %d，证据 / evidence %d，台账 / ledger rows %d\n",
			m.Case.Number, m.Case.CourtNumber, len(m.Documents), len(m.Evidence), m.Ledger.Rows)
		for _, d := range r.Case.Documents {
			fmt.Fprintf(w, "    %s: %s / %s\n", d.Entry, d.Report.Says.ZH, d.Report.Says.EN)
		}
	}
}

func printSignature(w io.Writer, s *verification.Signature) {
	zone := time.FixedZone("UTC+8", 8*60*60)
	fmt.Fprintf(w, "  签名 / signature %d: %s (%s)\n", s.Number, s.Name, s.Signer)
	if s.Timestamp != nil {
		fmt.Fprintf(w, "      可信时间 / trusted time %s，%s%s\n", s.Timestamp.At.In(zone).Format("2006-01-02 15:04:05 -0700"),
			s.Timestamp.Certificate.Subject, private(s.Timestamp.Certificate))
	}
	if s.Certificate.Fingerprint != "" {
		fmt.Fprintf(w, "      证书 / certificate %s%s\n      指纹 / fingerprint SHA-256 %s\n", s.Certificate.Subject, private(s.Certificate), s.Certificate.Fingerprint)
	}
	if !s.Named && s.Certificate.Fingerprint != "" {
		fmt.Fprintln(w, "      由证书持有人代签 / signed for this person by the certificate's holder")
	}
	if !s.Trusted && s.Certificate.Anchor != "" {
		fmt.Fprintf(w, "      未知证书，请核对指纹 / unknown, compare the fingerprint %s\n", s.Certificate.Anchor)
	}
	if len(s.Evidence) > 0 {
		fmt.Fprintf(w, "      证据 / evidence %s\n", s.Evidence)
	}
}

func private(c verification.Certificate) string {
	if c.Private {
		return "（私有机构，非持牌 / private, not licensed）"
	}
	return ""
}
