// Package tamper makes altered copies of signed documents and case files, each with a name
// that says what was done, for tests of whatever must notice.
package tamper

import (
	"bytes"
	"iter"
)

// Copy is an altered copy.
type Copy struct {
	Name string
	Data []byte
}

// Flips gives a copy for every step-th byte from one offset up to another, with one bit of
// that byte changed, a different one each time. The copy is only good until the next.
func Flips(data []byte, from, to, step int) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		altered := bytes.Clone(data)
		for i := from; i < to; i += step {
			altered[i] ^= 1 << (i % 8)
			if !yield(i, altered) {
				return
			}
			altered[i] = data[i]
		}
	}
}

// replaced puts text in place of another, once, after an offset; it is empty where the
// other does not occur.
func replaced(data []byte, after int, old, new string) []byte {
	i := bytes.Index(data[after:], []byte(old))
	if i < 0 {
		return nil
	}
	return joined(data[:after+i], []byte(new), data[after+i+len(old):])
}

func joined(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

// collector gathers the copies that differ from the original.
type collector struct {
	original []byte
	copies   []Copy
}

func (c *collector) add(name string, data []byte) {
	if data != nil && !bytes.Equal(data, c.original) {
		c.copies = append(c.copies, Copy{name, data})
	}
}
