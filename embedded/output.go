package embedded

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"sync"
)

// output passes what an engine prints on to the log and keeps its last lines,
// so that an engine which dies at once can be quoted.
type output struct {
	mu   sync.Mutex
	log  io.Writer
	tail []byte
}

const keptOutput = 4096

func newOutput(log io.Writer) *output {
	if log == nil {
		log = io.Discard
	}
	return &output{log: log}
}

// Write never fails: an engine must not die of a full or closed log.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	_, _ = o.log.Write(p)
	o.tail = append(o.tail, p...)
	if extra := len(o.tail) - keptOutput; extra > 0 {
		o.tail = append(o.tail[:0], o.tail[extra:]...)
	}
	return len(p), nil
}

// say prints a line of our own to the log; it is no part of the engine's output.
func (o *output) say(line string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	_, _ = io.WriteString(o.log, line+"\n")
}

// forget drops what an earlier start printed.
func (o *output) forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.tail = o.tail[:0]
}

// last returns the most recent line; of a line of JSON, what it says.
func (o *output) last() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	text := strings.TrimSpace(string(o.tail))
	text = text[strings.LastIndexByte(text, '\n')+1:]
	var entry struct{ Msg, Error string }
	if json.Unmarshal([]byte(text), &entry) != nil || entry.Msg == "" {
		return text
	}
	if entry.Error != "" {
		entry.Msg += ": " + entry.Error
	}
	return entry.Msg
}

// lineWriter hands complete lines to a function.
type lineWriter struct {
	rest []byte
	line func([]byte)
}

// Write implements io.Writer.
func (w *lineWriter) Write(p []byte) (int, error) {
	w.rest = append(w.rest, p...)
	for {
		end := bytes.IndexByte(w.rest, '\n')
		if end < 0 {
			return len(p), nil
		}
		w.line(w.rest[:end])
		w.rest = w.rest[end+1:]
	}
}
