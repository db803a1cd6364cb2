package revision

import (
	"bytes"
	"encoding/hex"
	"unicode/utf16"
)

// Expected is what a frozen file says of its signing. It is under every signature.
type Expected struct {
	Author  string   // who issues it: the organisation
	Signers []string // for whom it waits; empty where it does not say
	With    string   // SHA-256 of the file that is signed together with it, or empty
}

// Expected reads it from the file's own description; what is not there is empty.
func (d *Document) Expected() Expected {
	entries, _, ok := readObject(d.frozen.object(d.data, d.frozen.info))
	if !ok {
		return Expected{}
	}
	e := Expected{Author: decoded(lookup(entries, "Author")), With: decoded(lookup(entries, "SutiaoWith"))}
	list := bytes.Trim(lookup(entries, "SutiaoSigners"), "[] \r\n")
	for part := range bytes.SplitSeq(list, []byte(">")) {
		if signer := decoded(append(bytes.TrimSpace(part), '>')); signer != "" {
			e.Signers = append(e.Signers, signer)
		}
	}
	return e
}

// decoded reads a text string in hexadecimal, as our own files have them (ISO 32000-1
// section 7.9.2.2); other spellings are of files that say nothing to us.
func decoded(value []byte) string {
	value, isText := bytes.CutPrefix(value, []byte("<"))
	value, ends := bytes.CutSuffix(value, []byte(">"))
	raw := make([]byte, hex.DecodedLen(len(value)))
	if _, err := hex.Decode(raw, value); err != nil || !isText || !ends || len(raw)%2 != 0 || !bytes.HasPrefix(raw, []byte{0xfe, 0xff}) {
		return ""
	}
	var units []uint16
	for i := 2; i < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}
