package dispute

// Text is one wording in the two languages of the system. Chinese comes first.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// In returns the wording in the language asked for, "en" or anything else for Chinese.
func (t Text) In(language string) string {
	if language == "en" && t.EN != "" {
		return t.EN
	}
	return t.ZH
}
