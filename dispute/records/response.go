package records

// Response is the reply to a request, kept for its repetition.
type Response struct {
	Status int
	Body   []byte
}
