package media

import (
	"slices"

	"github.com/pion/sdp/v3"
)

// extensions remembers which header extensions (RFC 8285) the sections of a connection
// were agreed to carry. pion (as of v4.2.26) names none for a section that carries
// nothing, so the client answers with none, and from then on pion offers none: whoever
// came back from a caucus would never again hear when his packets arrive.
type extensions map[string][]sdp.Attribute // by mid

// complete gives an answer's idle sections the extensions that they had before.
func (e extensions) complete(answer string) string {
	var d sdp.SessionDescription
	if d.UnmarshalString(answer) != nil {
		return answer // whoever applies it will say what is wrong
	}
	changed := false
	for _, m := range d.MediaDescriptions {
		mid, _ := m.Attribute("mid")
		had := slices.DeleteFunc(slices.Clone(m.Attributes), func(a sdp.Attribute) bool { return a.Key != sdp.AttrKeyExtMap })
		if len(had) > 0 {
			e[mid] = had
			continue
		}
		if len(e[mid]) > 0 {
			m.Attributes = append(m.Attributes, e[mid]...)
			changed = true
		}
	}
	if !changed {
		return answer
	}
	b, err := d.Marshal()
	if err != nil {
		return answer
	}
	return string(b)
}
