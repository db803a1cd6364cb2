package tamper

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"slices"

	"sutiao/documents/verification/archive"
)

// CaseFile makes altered copies of a case file. The other one is signed by the same
// organisation.
func CaseFile(data, other []byte) []Copy {
	c := &collector{original: data}
	files, problem := archive.Read(data)
	others, problemOther := archive.Read(other)
	if problem != nil || problemOther != nil || len(files) < 7 {
		panic("tamper: not case files with two documents")
	}
	c.entries(files)
	c.contents(files, others)
	c.around(files)
	return c.copies
}

// pack writes an archive in the right form, whatever it holds.
func pack(files []archive.File) []byte {
	var out []byte
	entries := make([]archive.Entry, len(files))
	for i := range files {
		f := files[i]
		f.Entry = archive.Entry{Name: f.Name, Size: int64(len(f.Data)), CRC: crc32.ChecksumIEEE(f.Data), Offset: int64(len(out))}
		entries[i] = f.Entry
		out = append(append(out, f.Head()...), f.Data...)
	}
	return append(out, archive.Directory(entries)...)
}

// entries takes out, adds and moves entries.
func (c *collector) entries(files []archive.File) {
	for i, f := range files {
		c.add("without "+f.Name, pack(slices.Delete(slices.Clone(files), i, i+1)))
		c.add(f.Name+" twice", pack(slices.Insert(slices.Clone(files), i, f)))
		if i > 0 {
			moved := slices.Clone(files)
			moved[i], moved[i-1] = moved[i-1], moved[i]
			c.add(f.Name+" and the one before it exchanged", pack(moved))
		}
	}
	last := len(files) - 1
	for _, name := range []string{"extra.txt", "../extra.txt", "/etc/extra", "documents/./x.pdf", "documents\\x.pdf", "C:x", "documents/", "MANIFEST.JSON", "con\x00trol"} {
		c.add(fmt.Sprintf("with an entry %q", name), pack(append(slices.Clone(files), archive.File{Entry: archive.Entry{Name: name}, Data: []byte("x")})))
		renamed := slices.Clone(files)
		renamed[last].Name = name
		c.add(fmt.Sprintf("the last entry renamed %q", name), pack(renamed))
	}
	swapped := slices.Clone(files)
	swapped[5].Data, swapped[6].Data = swapped[6].Data, swapped[5].Data
	c.add("two documents under each other's names", pack(swapped))
}

// contents alters what the entries hold, with matching checksums.
func (c *collector) contents(files, others []archive.File) {
	with := func(i int, data []byte) []byte {
		changed := slices.Clone(files)
		changed[i].Data = data
		return pack(changed)
	}
	for i, f := range files {
		if len(f.Data) == 0 {
			continue
		}
		c.add(f.Name+" emptied", with(i, nil))
		c.add(f.Name+" one byte longer", with(i, joined(f.Data, []byte("\n"))))
		c.add(f.Name+" one byte shorter", with(i, f.Data[:len(f.Data)-1]))
		for _, at := range []int{0, len(f.Data) / 3, len(f.Data) / 2, len(f.Data) - 1} {
			altered := bytes.Clone(f.Data)
			altered[at] ^= 1
			c.add(fmt.Sprintf("%s with byte %d altered", f.Name, at), with(i, altered))
		}
		if i < len(others) {
			c.add(f.Name+" of another case file", with(i, others[i].Data))
		}
	}
	lines := bytes.SplitAfter(files[4].Data, []byte("\n"))
	for i := range lines[:len(lines)-1] {
		c.add(fmt.Sprintf("ledger row %d taken out", i+1), with(4, bytes.Join(slices.Delete(slices.Clone(lines), i, i+1), nil)))
		c.add(fmt.Sprintf("ledger row %d twice", i+1), with(4, bytes.Join(slices.Insert(slices.Clone(lines), i, lines[i]), nil)))
	}
	c.add("the manifest with another key", with(0, replaced(files[0].Data, 0, "{", `{"extra": 1,`)))
	c.add("the manifest with a key twice", with(0, replaced(files[0].Data, 0, "{", `{"format": "",`)))
}

// around alters the archive itself.
func (c *collector) around(files []archive.File) {
	data := c.original
	last := files[len(files)-1]
	directory := int(last.Offset) + len(last.Head()) + len(last.Data)
	c.add("a byte before the archive", joined([]byte("x"), data))
	c.add("a byte after the archive", joined(data, []byte("x")))
	c.add("a byte before the directory", joined(data[:directory], []byte("x"), data[directory:]))
	c.add("without its directory", data[:directory])
	c.add("the directory twice", joined(data, data[directory:]))
	c.add("cut off by one byte", data[:len(data)-1])
	c.add("cut in half", data[:len(data)/2])
	c.add("empty", []byte{})
	for i, f := range files {
		for name, at := range map[string]int{"version": 4, "flags": 6, "method": 8, "time": 10, "date": 12, "checksum": 14, "packed size": 18, "size": 22, "length of its name": 26, "extra": 28} {
			altered := bytes.Clone(data)
			altered[int(f.Offset)+at] ^= 8
			c.add(fmt.Sprintf("entry %d with another %s", i+1, name), altered)
		}
	}
}
