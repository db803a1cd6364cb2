package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"sutiao/dispute"
)

// plainTexts refuses texts that can't be kept as they were sent: the database has no
// U+0000 and no broken UTF-8.
func (s *server) plainTexts(c *gin.Context) {
	if isUpload(c) {
		c.Next()
		return
	}
	var p dispute.Problems
	query := c.Request.URL.Query()
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if slices.ContainsFunc(query[name], func(v string) bool { return !plain(v) }) {
			notPlain(name, &p)
		}
	}
	body, err := io.ReadAll(c.Request.Body)
	if err != nil {
		s.abort(c, orTooLarge(err))
		return
	}
	c.Request.Body = io.NopCloser(bytes.NewReader(body))
	// What is no JSON is left to the framework.
	if bytes.Contains(body, []byte(`\u0000`)) {
		var sent any
		if json.Unmarshal(body, &sent) == nil {
			searchTexts("", sent, &p)
		}
	}
	if err := orNil(p); err != nil {
		s.abort(c, err)
		return
	}
	if !plain(c.Request.URL.Path) {
		s.abort(c, noSuchRoute)
		return
	}
	c.Next()
}

func plain(text string) bool { return utf8.ValidString(text) && !strings.Contains(text, "\x00") }

func searchTexts(at string, value any, p *dispute.Problems) {
	switch value := value.(type) {
	case string:
		if !plain(value) {
			notPlain(at, p)
		}
	case []any:
		for i, v := range value {
			searchTexts(fmt.Sprintf("%s[%d]", at, i), v, p)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			searchTexts(strings.TrimPrefix(at+"."+name, "."), value[name], p)
		}
	}
}

func notPlain(field string, p *dispute.Problems) {
	p.Add(field, "含有无法保存的字符（U+0000）", "holds a character that cannot be kept (U+0000)")
}
