// Package archive is the one form of a case file's ZIP (APPNOTE 6.3): entries stored as
// they are, one after the other, each with one fixed head; the directory; nothing before,
// between or after. Two archives of the same entries are equal byte for byte, so that a
// reader can demand each byte. There is no compression, hence no bomb; no ZIP64, hence
// less than 4 GiB; no dates, for those that count stand signed in the manifest.
package archive

import (
	"encoding/binary"
	"math"

	"sutiao/dispute"
)

// Entry is a file in the archive.
type Entry struct {
	Name   string
	Size   int64
	CRC    uint32 // IEEE, as ZIP counts it
	Offset int64  // of the entry's head in the archive
}

const (
	localMark     = 0x04034b50
	directoryMark = 0x02014b50
	endMark       = 0x06054b50
	localHead     = 30
	directoryHead = 46
	endLength     = 22
	version       = 20      // 2.0
	utf8Names     = 1 << 11 // general purpose bit 11
	noDate        = 0x0021  // 1 January 1980, the first that ZIP has
	maxName       = 240
	maxEntries    = 5000
)

// ErrTooLarge tells that a case file would exceed what the form allows.
var ErrTooLarge error = &dispute.Error{Code: dispute.CodeTooLarge, Message: dispute.Text{
	ZH: "卷宗超过4GB或者5000个文件，无法装订为一个压缩包；请将较大的证据材料另行移送",
	EN: "the case file would hold 4 GiB or more than 5000 files and can't be bound as one archive; hand the largest evidence over apart"}}

// Head is what stands before the content of an entry.
func (e *Entry) Head() []byte {
	b := make([]byte, 0, localHead+len(e.Name))
	b = binary.LittleEndian.AppendUint32(b, localMark)
	b = e.appendCommon(b)
	return append(b, e.Name...)
}

// appendCommon writes what the head and the directory have in common.
func (e *Entry) appendCommon(b []byte) []byte {
	for _, v := range []uint16{version, utf8Names, 0, 0, noDate} { // method 0: stored; time 0
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	for _, v := range []uint32{e.CRC, uint32(e.Size), uint32(e.Size)} { //nolint:gosec // Place bounds the size
		b = binary.LittleEndian.AppendUint32(b, v)
	}
	b = binary.LittleEndian.AppendUint16(b, uint16(len(e.Name))) //nolint:gosec // at most maxName
	return binary.LittleEndian.AppendUint16(b, 0)                // no extra field
}

// Directory is what stands after all entries.
func Directory(entries []Entry) []byte {
	var b []byte
	start := int64(0)
	for i := range entries {
		e := &entries[i]
		start = e.Offset + int64(localHead+len(e.Name)) + e.Size
		b = binary.LittleEndian.AppendUint32(b, directoryMark)
		b = binary.LittleEndian.AppendUint16(b, version)
		b = e.appendCommon(b)
		b = append(b, make([]byte, 10)...)                        // comment, disk, attributes: none
		b = binary.LittleEndian.AppendUint32(b, uint32(e.Offset)) //nolint:gosec // Place bounds it
		b = append(b, e.Name...)
	}
	length := len(b)
	b = binary.LittleEndian.AppendUint32(b, endMark)
	for _, v := range []uint16{0, 0, uint16(len(entries)), uint16(len(entries))} { //nolint:gosec // at most maxEntries
		b = binary.LittleEndian.AppendUint16(b, v)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(length)) //nolint:gosec // Place bounds it
	b = binary.LittleEndian.AppendUint32(b, uint32(start))
	return binary.LittleEndian.AppendUint16(b, 0)
}

// Fits tells by the sizes alone whether the entries fit into one archive.
func Fits(entries []Entry) error {
	total := int64(endLength)
	for i := range entries {
		e := &entries[i]
		total += int64(localHead+directoryHead+2*len(e.Name)) + e.Size // the directory counted too
		if e.Size < 0 || total > math.MaxUint32 || i >= maxEntries {
			return ErrTooLarge
		}
	}
	return nil
}

// Place gives each entry its offset.
func Place(entries []Entry) error {
	if err := Fits(entries); err != nil {
		return err
	}
	names := map[string]bool{}
	for i := range entries {
		if err := checkName(entries[i].Name, names); err != nil {
			return err
		}
	}
	at := int64(0)
	for i := range entries {
		entries[i].Offset = at
		at += int64(localHead+len(entries[i].Name)) + entries[i].Size
	}
	return nil
}
