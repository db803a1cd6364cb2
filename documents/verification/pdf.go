package verification

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"sutiao/documents/verification/revision"
)

// PDF checks a signed document, which must be closed: by the organisation's seal or, where
// it has no place for one, by a signature that says that it is the last.
func PDF(data []byte, trust Trust) Report {
	return *pdf(data, &trust, true, "")
}

// pdf checks a document that must be closed or not, and that must be of this organisation
// where one is named.
func pdf(data []byte, trust *Trust, closed bool, organisation string) *Report {
	r := newReport(KindPDF, data)
	d, p := revision.Read(data)
	if d != nil {
		r.FrozenSize, r.FrozenSHA256 = d.Frozen(), hexSHA256(data[:d.Frozen()])
		expected := d.Expected()
		for i := range d.Signed {
			r.signature(data, &d.Signed[i], trust)
			r.evidenced(&d.Signed[i], expected)
		}
		r.held(expected.Author, organisation)
		r.complete(d, expected)
		for _, bad := range d.CheckStreams() {
			r.find(Where{Offset: at(bad.Offset), Page: bad.Page}, bad.Text.ZH, bad.Text.EN)
		}
	}
	switch {
	case p != nil:
		r.problem(d, p)
	case len(d.Signed) == 0:
		r.find(Where{Offset: at(len(data))}, "文件没有签名", "the file is not signed")
	case closed && !d.Signed[len(d.Signed)-1].Closes():
		r.find(Where{Offset: at(len(data)), Signature: len(d.Signed)},
			"文件末尾没有调解组织的签章或最后一个签名：签署尚未完成，或后面的签名被截去",
			"neither the organisation's seal nor a last signature is at the end: signing is not finished, or later signatures were cut off")
	}
	r.judge()
	return r
}

// problem reports what the reading of the file stumbled over. A file that goes on after
// its last good signature may do so with one that was altered.
func (r *Report) problem(d *revision.Document, p *revision.Problem) {
	where := Where{Offset: at(p.Offset), Object: p.Object, Page: p.Page}
	if d != nil && len(d.Signed) > 0 && !d.Signed[len(d.Signed)-1].Closes() {
		where.Signature = len(d.Signed) + 1
	}
	r.Findings = append(r.Findings, Finding{What: p.Text, Where: where})
}

// signature checks one signature: its container over the bytes up to the end of its update.
func (r *Report) signature(data []byte, s *revision.Signed, trust *Trust) {
	found := Signature{
		Number: len(r.Signatures) + 1, Signer: s.Signer, Name: s.Name, Reason: s.Reason,
		Page: s.Page, ClaimedAt: s.At, CoversTo: s.To,
	}
	where := Where{Signature: found.Number, Object: s.Object, Page: s.Page}
	start := s.Gap[0] + 1 // of the hexadecimal digits
	found.offset = start
	der, bad := unpad(data[start : s.Gap[1]-1])
	if bad >= 0 {
		where.Offset = at(start + bad)
		r.find(where, "签名数据的十六进制或补零有误", "the hexadecimal digits of the container, or the zeros after it, are wrong")
		der = nil
	}
	if der != nil {
		h := sha256.New()
		h.Write(data[:s.Gap[0]])
		h.Write(data[s.Gap[1]:s.To])
		if f := trust.container(der, h.Sum(nil), &found); f != nil {
			offset := start
			if f.Where.Offset != nil {
				offset += 2 * *f.Where.Offset
			}
			f.Where, f.Where.Offset = where, at(offset)
			r.Findings = append(r.Findings, *f)
		}
	}
	if json.Valid(s.Evidence) {
		found.Evidence = json.RawMessage(bytes.Clone(s.Evidence))
	} else {
		r.find(Where{Signature: found.Number, Offset: at(s.From)}, "签名证据不是 JSON", "the signing evidence is not JSON")
	}
	r.order(&found, where)
	r.Signatures = append(r.Signatures, found)
}

// order wants the trusted times to go forward, and no claimed time after its trusted one.
func (r *Report) order(s *Signature, where Where) {
	if s.Timestamp == nil {
		return
	}
	if s.ClaimedAt.After(s.Timestamp.At.Add(clockTolerance)) {
		r.find(where, "所称的签名时间晚于可信时间", "the claimed time of signing is after the trusted time")
	}
	if n := len(r.Signatures); n > 0 {
		before := r.Signatures[n-1].Timestamp
		if before != nil && s.Timestamp.At.Before(before.At) {
			r.find(where, "可信时间早于前一个签名", "the trusted time is before that of the signature before")
		}
	}
}

// unpad reads a container in hexadecimal, lower case, followed by zeros. It gives the
// offset of the first wrong digit, or -1.
func unpad(digits []byte) ([]byte, int) {
	for i, c := range digits {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return nil, i
		}
	}
	raw := make([]byte, hex.DecodedLen(len(digits)))
	if _, err := hex.Decode(raw, digits); err != nil {
		return nil, len(digits)
	}
	length, ok := elementLength(raw)
	if !ok {
		return nil, 0
	}
	for i, b := range raw[length:] {
		if b != 0 {
			return nil, 2 * (length + i)
		}
	}
	return raw[:length], -1
}

// elementLength is the length of the DER element at the start, with its head.
func elementLength(raw []byte) (int, bool) {
	if len(raw) < 2 || raw[0] != 0x30 {
		return 0, false
	}
	n, head := int(raw[1]), 2
	if n >= 0x80 {
		octets := n - 0x80
		if octets < 1 || octets > 3 || len(raw) < 2+octets {
			return 0, false
		}
		n, head = 0, 2+octets
		for _, b := range raw[2:head] {
			n = n<<8 | int(b)
		}
	}
	return head + n, head+n <= len(raw)
}
