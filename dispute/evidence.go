package dispute

import "time"

// File is an uploaded file in the store of files.
type File struct {
	SHA256    string `json:"sha256" doc:"of the file as it is kept" maxLength:"64"`
	SM3       string `json:"sm3,omitempty" maxLength:"64"`
	Name      string `json:"name" doc:"as the uploader called it" maxLength:"200"`
	MediaType string `json:"mediaType,omitempty" maxLength:"100"`
	Size      int64  `json:"size,omitempty" doc:"bytes"`
	Inline    bool   `json:"inline,omitempty" doc:"may be shown in a page"`
	Keeper    string `json:"keeper,omitempty" doc:"whose key it lies under" maxLength:"60"`
}

// Keeper names under whose key the files of the case are kept: the organisation that has
// it, or nobody's yet.
func (c *Case) Keeper() string {
	if c.Organisation == "" {
		return "unassigned"
	}
	return c.Organisation
}

// Evidence is what was handed in (证据材料), by whom and when.
type Evidence struct {
	No    int       `json:"no"`
	By    string    `json:"by"` // party ID, or the role of an office
	At    time.Time `json:"at"`
	Proof string    `json:"proof"`
	Files []File    `json:"files"`
}

// EvidenceFiling hands in files that were uploaded before.
type EvidenceFiling struct {
	Uploads []string `json:"uploads,omitempty" doc:"IDs of finished uploads" maxItems:"20"`
	Proof   string   `json:"proof" doc:"what the files are to prove 证明目的" maxLength:"2000"`
	Files   []File   `json:"files,omitempty" doc:"what was stored; set by the system" maxItems:"20"`
}

// Act implements Detail.
func (*EvidenceFiling) Act() Act { return FileEvidence }

// Check implements Detail.
func (d *EvidenceFiling) Check() Problems {
	var p Problems
	if len(d.Uploads) == 0 && len(d.Files) == 0 {
		p.Add("uploads", "请先上传材料", "upload the files first")
	}
	p.Require("proof", d.Proof)
	return p
}

func (d *EvidenceFiling) apply(c *Case, e Entry) {
	by := e.By.Party
	if by == "" {
		by = string(e.By.Role)
	}
	c.Evidence = append(c.Evidence, Evidence{No: len(c.Evidence) + 1, By: by, At: e.At, Proof: d.Proof, Files: d.Files})
}
