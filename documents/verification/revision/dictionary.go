package revision

import (
	"bytes"
	"strings"
)

// entry is a key of a dictionary with its value as it is spelled.
type entry struct {
	key   string
	value []byte
}

// readDictionary reads "<< … >>" at the start of data: its own keys with their values
// unread, and the text between the brackets.
func readDictionary(data []byte) (entries []entry, inner []byte, ok bool) {
	at := skipSpace(data, 0)
	if !bytes.HasPrefix(data[at:], []byte("<<")) {
		return nil, nil, false
	}
	start := at + 2
	at = skipSpace(data, start)
	for !bytes.HasPrefix(data[at:], []byte(">>")) {
		keyEnd, isKey := skipValue(data, at, 0)
		if !isKey || data[at] != '/' {
			return nil, nil, false
		}
		key := string(data[at+1 : keyEnd])
		if strings.Contains(key, "#") { // another spelling of a key that we look for
			return nil, nil, false
		}
		from := skipSpace(data, keyEnd)
		to, isValue := skipOperands(data, from)
		if !isValue {
			return nil, nil, false
		}
		if lookup(entries, key) != nil || len(entries) == maxKeys {
			return nil, nil, false
		}
		entries = append(entries, entry{key, data[from:to]})
		at = skipSpace(data, to)
	}
	return entries, data[start:at], true
}

// readObject reads an object that is a dictionary and nothing else.
func readObject(data []byte) (entries []entry, inner []byte, ok bool) {
	entries, inner, ok = readDictionary(data)
	return entries, bytes.TrimSpace(inner), ok && len(bytes.TrimSpace(data)) == len(inner)+len("<<>>")
}

// skipOperands passes a value, which as a reference "3 0 R" is three words.
func skipOperands(data []byte, at int) (int, bool) {
	end, ok := skipValue(data, at, 0)
	if !ok {
		return 0, false
	}
	if next := skipSpace(data, end); isDigits(data[at:end]) {
		generation, ok := skipValue(data, next, 0)
		if ok && isDigits(data[next:generation]) {
			if r := skipSpace(data, generation); r < len(data) && data[r] == 'R' {
				return r + 1, true
			}
		}
	}
	return end, true
}

const (
	maxDepth = 32
	maxKeys  = 100 // of the dictionaries that are read
)

func skipValue(data []byte, at, depth int) (int, bool) {
	if at >= len(data) || depth > maxDepth {
		return 0, false
	}
	switch {
	case bytes.HasPrefix(data[at:], []byte("<<")):
		return skipGroup(data, at+2, ">>", depth)
	case data[at] == '[':
		return skipGroup(data, at+1, "]", depth)
	case data[at] == '<':
		end := bytes.IndexByte(data[at:], '>')
		return at + end + 1, end >= 0
	case data[at] == '(':
		return skipString(data, at)
	case data[at] == '%' || data[at] == ']' || data[at] == '>' || data[at] == ')':
		return 0, false
	}
	end := at + 1 // of a name, number or word
	for end < len(data) && !isSpace(data[end]) && bytes.IndexByte([]byte("<>[]()/%"), data[end]) < 0 {
		end++
	}
	return end, true
}

func skipGroup(data []byte, at int, end string, depth int) (int, bool) {
	for {
		at = skipSpace(data, at)
		if bytes.HasPrefix(data[at:], []byte(end)) {
			return at + len(end), true
		}
		next, ok := skipValue(data, at, depth+1)
		if !ok {
			return 0, false
		}
		at = next
	}
}

func skipString(data []byte, at int) (int, bool) {
	depth := 0
	for ; at < len(data); at++ {
		switch data[at] {
		case '\\':
			at++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return at + 1, true
			}
		}
	}
	return 0, false
}

func skipSpace(data []byte, at int) int {
	for at < len(data) && isSpace(data[at]) {
		at++
	}
	return at
}

func isSpace(b byte) bool {
	return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0
}

func isDigits(text []byte) bool {
	for _, b := range text {
		if b < '0' || b > '9' {
			return false
		}
	}
	return len(text) > 0
}

func lookup(entries []entry, key string) []byte {
	for _, e := range entries {
		if e.key == key {
			return e.value
		}
	}
	return nil
}
