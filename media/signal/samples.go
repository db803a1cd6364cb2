package signal

// Samples returns one message of every type that would be taken, for tests of whoever
// takes them and for readers of the protocol.
func Samples() map[string]string {
	return map[string]string{
		"hello":       `{"type":"hello","id":"1","version":1,"token":"v1.x.y"}`,
		"publish":     `{"type":"publish","sdp":"v=0\r\n","tracks":[{"mid":"0","source":"microphone"}]}`,
		"answer":      `{"type":"answer","sdp":"v=0\r\n","offer":1}`,
		"restart":     `{"type":"restart"}`,
		"view":        `{"type":"view","participant":"p2","source":"camera","quality":"high"}`,
		"mute":        `{"type":"mute","participant":"p2","source":"microphone","muted":true}`,
		"admit":       `{"type":"admit","participant":"p2"}`,
		"remove":      `{"type":"remove","participant":"p2","reason":"扰乱秩序"}`,
		"hand":        `{"type":"hand","raised":true}`,
		"chat":        `{"type":"chat","key":"c1","text":"您好"}`,
		"pointer":     `{"type":"pointer","document":"d1","page":2,"x":0.5,"y":0.25}`,
		"timer":       `{"type":"timer","seconds":600,"label":"休息"}`,
		"caucus":      `{"type":"caucus","participants":["p1","p2"]}`,
		"end-caucus":  `{"type":"end-caucus","caucus":"c1"}`,
		"recording":   `{"type":"recording","on":true}`,
		"consent":     `{"type":"consent","given":true}`,
		"offer-round": `{"type":"offer-round","open":true}`,
		"offer":       `{"type":"offer","fen":1200000}`,
		"ping":        `{"type":"ping"}`,
		"leave":       `{"type":"leave"}`,
	}
}
