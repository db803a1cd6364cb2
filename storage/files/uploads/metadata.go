package uploads

import (
	"encoding/base64"
	"regexp"

	tus "github.com/tus/tusd/v2/pkg/handler"

	"sutiao/dispute"
	"sutiao/storage/files/inspection"
)

// What a client may say of an upload.
const (
	metaName = "filename"
	metaCase = "caseId"
)

// maxMetadata is in bytes; a name of 255 bytes takes 340 of them.
const maxMetadata = 4096

var caseID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.:-]{0,99}$`)

// cleanMetadata keeps the name, cleaned, and the case, checked; whatever else was said
// is dropped.
func cleanMetadata(header string) (string, *dispute.Error) {
	if len(header) > maxMetadata {
		return "", dispute.Invalid([]dispute.FieldError{{Field: "Upload-Metadata", Reason: dispute.Text{ZH: "过长", EN: "is too long"}}})
	}
	said := tus.ParseMetadataHeader(header)
	kept := ""
	if name := inspection.CleanName(said[metaName]); name != "" {
		kept = metaName + " " + base64.StdEncoding.EncodeToString([]byte(name))
	}
	if id := said[metaCase]; id != "" {
		if !caseID.MatchString(id) {
			return "", dispute.Invalid([]dispute.FieldError{{Field: metaCase, Reason: dispute.Text{ZH: "不是案件编号", EN: "is not the ID of a case"}}})
		}
		if kept != "" {
			kept += ","
		}
		kept += metaCase + " " + base64.StdEncoding.EncodeToString([]byte(id))
	}
	return kept, nil
}
