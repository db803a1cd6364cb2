// Package demonstration drives the example disputes through the public API to their
// different endings, day by day, as their people would.
package demonstration

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"sutiao/dispute"
)

// Format is the version of the exchange format that is read.
const Format = "sutiao-referral/1"

// Case is an example dispute: the referral as a court sends it, the course that it took,
// and the ending that it had.
type Case struct {
	Name      string           `json:"-"`
	Format    string           `json:"format"`
	Title     string           `json:"title"`
	Published string           `json:"published"` // the case it is modelled on
	Ending    dispute.Ending   `json:"ending"`
	Referral  dispute.Referral `json:"referral"`
	Course    []Move           `json:"course"`
	// Resumes names the case whose failed mediation this one takes up again.
	Resumes string `json:"resumes,omitempty"`
}

// Move is an act on some day after the referral.
type Move struct {
	Day    int             `json:"day"`
	By     string          `json:"by"` // manager, mediator, clerk, judge, or a party p1, p2 …
	Act    dispute.Act     `json:"act"`
	Detail json.RawMessage `json:"detail"`
}

// Cases reads all cases of a folder in the order of their names.
func Cases(files fs.FS, folder string) ([]Case, error) {
	names, err := fs.Glob(files, path.Join(folder, "*.json"))
	if err != nil {
		return nil, err
	}
	cases := make([]Case, 0, len(names))
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		var c Case
		if err := json.Unmarshal(data, &c); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if c.Format != Format {
			return nil, fmt.Errorf("%s: format %q is not %s", name, c.Format, Format)
		}
		c.Name = strings.TrimSuffix(path.Base(name), ".json")
		cases = append(cases, c)
	}
	return cases, nil
}
