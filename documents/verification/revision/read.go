package revision

import "bytes"

// Read reads a file with all its signatures. Where something is wrong it gives the problem
// together with the document up to the last good signature, or nil where not even the
// frozen file can be read.
func Read(data []byte) (*Document, *Problem) {
	f, p := readFrozen(data)
	if p != nil {
		return nil, p
	}
	d := &Document{data: data[:f.end], frozen: f, size: f.size, table: f.table, widgets: map[int][]int{}}
	for len(d.data) < len(data) {
		if p := d.readUpdate(data); p != nil {
			return d, p
		}
	}
	return d, nil
}

func (d *Document) readUpdate(data []byte) *Problem {
	start := len(d.data)
	s := &scanner{data: data, at: start, failed: -1}
	signature, number := d.scan(s)
	if s.failed >= 0 {
		return problem(s.failed, "此处内容不属于任何签名：签名之后文件被改动或追加", "this belongs to no signature: the file was changed or added to after signing").inObject(number)
	}
	update, p := d.Render(signature)
	if p != nil {
		return p
	}
	// The container stands where Render leaves zeros: everything else must be equal.
	gap := [2]int{update.Gap[0] - start + 1, update.Gap[1] - start - 1}
	if len(data) < start+len(update.Bytes) {
		return problem(len(data), "文件被截断", "the file is cut off")
	}
	there := data[start : start+len(update.Bytes)]
	for _, part := range [][2]int{{0, gap[0]}, {gap[1], len(there)}} {
		if bytes.Equal(there[part[0]:part[1]], update.Bytes[part[0]:part[1]]) {
			continue
		}
		at := part[0]
		for there[at] == update.Bytes[at] {
			at++
		}
		return problem(start+at, "签名部分的写法与规定不符", "the signature's update is not written as it must be").inObject(d.objectAt(data, start, start+at))
	}
	d.data = data[:start+len(update.Bytes)]
	d.accept(*signature, update, start)
	return nil
}

// objectAt gives the number of the object of the update that holds the byte, or 0.
func (d *Document) objectAt(data []byte, from, at int) int {
	mark := bytes.LastIndex(data[from:at], []byte(" 0 obj\n"))
	if mark < 0 {
		return 0
	}
	line := bytes.LastIndexByte(data[from:from+mark], '\n')
	return reference(append(bytes.Clone(data[from+line+1:from+mark]), " 0 R"...))
}
