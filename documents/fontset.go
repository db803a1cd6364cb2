package documents

import (
	"fmt"
	"sync"

	"sutiao/documents/fonts"
	"sutiao/documents/layout"
)

// loadFonts reads the fonts once, for all documents.
var loadFonts = sync.OnceValues(func() (*layout.Fonts, error) {
	set, err := fonts.Text()
	if err != nil {
		return nil, err
	}
	regular, err := layout.ParseFont("NotoSerifSC-Regular", set.Regular)
	if err != nil {
		return nil, err
	}
	bold, err := layout.ParseFont("NotoSerifSC-Bold", set.Bold)
	if err != nil {
		return nil, err
	}
	return &layout.Fonts{Regular: regular, Bold: bold, Rare: sync.OnceValues(loadRare)}, nil
})

func loadRare() ([]*layout.Font, error) {
	files, err := fonts.Rare()
	if err != nil {
		return nil, err
	}
	var rare []*layout.Font
	for i, data := range files {
		f, err := layout.ParseFont(fmt.Sprintf("HanaMin%c", 'A'+i), data)
		if err != nil {
			return nil, err
		}
		rare = append(rare, f)
	}
	return rare, nil
}
