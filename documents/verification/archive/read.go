package archive

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"

	"sutiao/dispute"
)

// File is an entry with its content.
type File struct {
	Entry
	Data []byte
}

// Problem tells what is wrong with an archive and where.
type Problem struct {
	Text   dispute.Text
	Entry  string // the entry concerned, or the one before the place
	Offset int    // in the archive
}

func problem(entry string, offset int, zh, en string) *Problem {
	return &Problem{Text: dispute.Text{ZH: zh, EN: en}, Entry: entry, Offset: offset}
}

// Read gives the entries of an archive that is exactly as this package writes one, or what
// is wrong with it together with the entries before that place.
func Read(data []byte) ([]File, *Problem) {
	var files []File
	at, last := 0, ""
	names := map[string]bool{}
	for len(data)-at >= 4 && binary.LittleEndian.Uint32(data[at:]) == localMark {
		f, p := readFile(data, at, last)
		if p != nil {
			return files, p
		}
		if err := checkName(f.Name, names); err != nil || len(files) >= maxEntries {
			return files, problem(f.Name, at, "文件名重复或不合规定", "a name is not acceptable or occurs twice")
		}
		files = append(files, *f)
		at += localHead + len(f.Name) + len(f.Data)
		last = f.Name
	}
	if len(files) == 0 {
		return nil, problem("", 0, "不是卷宗文件", "not a case file")
	}
	entries := make([]Entry, len(files))
	for i := range files {
		entries[i] = files[i].Entry
	}
	want := Directory(entries)
	if bytes.Equal(want, data[at:]) {
		return files, nil
	}
	n := 0
	for n < len(want) && at+n < len(data) && want[n] == data[at+n] {
		n++
	}
	if n == 0 {
		return files, problem(last, at, "此文件之后的内容有误", "what follows this entry is wrong")
	}
	return files, problem("", at+n, "压缩包目录有误", "the directory of the archive is wrong")
}

func readFile(data []byte, at int, last string) (*File, *Problem) {
	cut := problem(last, len(data), "卷宗文件被截断", "the case file is cut off")
	if len(data)-at < localHead {
		return nil, cut
	}
	head := data[at:]
	crc, size := binary.LittleEndian.Uint32(head[14:]), int(binary.LittleEndian.Uint32(head[18:]))
	length := int(binary.LittleEndian.Uint16(head[26:]))
	if length > maxName || len(head) < localHead+length {
		return nil, cut
	}
	f := &File{Entry: Entry{Name: string(head[localHead : localHead+length]), Size: int64(size), CRC: crc, Offset: int64(at)}}
	want := f.Head()
	for i, b := range want {
		if head[i] != b {
			return nil, problem(f.Name, at+i, "文件头有误", "the head of the entry is wrong")
		}
	}
	if size > len(head)-len(want) {
		return nil, problem(f.Name, len(data), "卷宗文件被截断", "the case file is cut off")
	}
	f.Data = head[len(want) : len(want)+size]
	if crc32.ChecksumIEEE(f.Data) != crc {
		return nil, problem(f.Name, at+len(want), "文件内容被改动", "the content of the entry was changed")
	}
	return f, nil
}
