package records

// MediaNode is a media node as it registers itself.
type MediaNode struct {
	ID           string `json:"id" maxLength:"60"`
	Queue        string `json:"queue" doc:"its task queue" maxLength:"100"`
	URL          string `json:"url" doc:"where the site reaches it" maxLength:"200"`
	Rooms        int    `json:"rooms"`
	Participants int    `json:"participants"`
	Draining     bool   `json:"draining"`
}
