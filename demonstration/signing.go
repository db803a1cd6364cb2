package demonstration

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"hash/fnv"
	"image"
	"image/color"
	"image/png"
	"math"
	"time"

	"sutiao/dispute"
)

// signature reads the frozen text, has a code sent for it and draws a line for a name, as
// somebody would who signs on a telephone. Where the joint application lies beside the
// agreement, it is signed too.
func (p *playing) signature(ctx context.Context, who *person, by string, detail json.RawMessage) (json.RawMessage, error) {
	d := &dispute.Signature{}
	if err := json.Unmarshal(detail, d); err != nil {
		return nil, err
	}
	papers, err := p.frozen(ctx, who)
	if err != nil {
		return nil, err
	}
	d.Document, d.Code = papers.Frozen.SHA256, who.password
	d.Ink, err = scrawl(by + p.id)
	if err != nil || d.Code != "" {
		return encoded(d, err)
	}
	if papers.FrozenApplication != nil {
		d.Application = papers.FrozenApplication.SHA256
	}
	asked := time.Now()
	request := map[string]string{"document": d.Document}
	if err := who.call(ctx, "POST", "/api/disputes/"+p.id+"/signing-code", request, nil); err != nil {
		return nil, err
	}
	d.Code, err = p.run.codeFor(ctx, who.phone, papers.Frozen.Code, asked)
	return encoded(d, err)
}

func encoded(d *dispute.Signature, err error) (json.RawMessage, error) {
	if err != nil {
		return nil, err
	}
	return json.Marshal(d)
}

// frozen waits until the text lies before the parties.
func (p *playing) frozen(ctx context.Context, who *person) (*dispute.Papers, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for ctx.Err() == nil {
		var v struct {
			Case struct {
				Agreement *dispute.Papers `json:"agreement"`
			} `json:"case"`
		}
		if err := who.call(ctx, "GET", "/api/disputes/"+p.id, nil, &v); err != nil {
			return nil, err
		}
		if v.Case.Agreement != nil && v.Case.Agreement.Frozen != nil {
			return v.Case.Agreement, nil
		}
		pause(ctx, 100*time.Millisecond)
	}
	return nil, errors.New("the text was not frozen")
}

// scrawl draws an invented signature: the same for the same name.
func scrawl(name string) (string, error) {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	seed := h.Sum64()
	const width, height = 360, 140
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	ink := color.NRGBA{R: 20, G: 30, B: 90, A: 255}
	a, b := 2+float64(seed%5), 3+float64(seed>>8%7)
	for t := 0.0; t < 1; t += 0.0004 {
		x := 30 + 300*t + 22*math.Sin(2*math.Pi*a*t)
		y := 70 + 40*math.Sin(2*math.Pi*b*t+float64(seed>>16%6))*(1-0.5*t)
		pen := 2.5 + 1.5*math.Sin(2*math.Pi*(a+b)*t)
		for dx := -pen; dx <= pen; dx++ {
			for dy := -pen; dy <= pen; dy++ {
				if dx*dx+dy*dy <= pen*pen {
					img.SetNRGBA(int(x+dx), int(y+dy), ink)
				}
			}
		}
	}
	var out bytes.Buffer
	err := png.Encode(&out, img)
	return base64.StdEncoding.EncodeToString(out.Bytes()), err
}
