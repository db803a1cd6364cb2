package verification

import (
	"crypto/x509"
	"slices"
	"strings"
)

// Names tells that a certificate names exactly this organisation: as its organisation or its
// common name, or as one part of a common name whose parts are divided by "@", as some
// authorities write it. A name within a longer one is another organisation's.
func Names(c *x509.Certificate, organisation string) bool {
	names := append(slices.Clone(c.Subject.Organization), c.Subject.CommonName)
	names = append(names, strings.Split(c.Subject.CommonName, "@")...)
	return organisation != "" && slices.ContainsFunc(names, func(name string) bool { return sameName(name, organisation) })
}

// oneSpelling: authorities write brackets and spaces either way.
var oneSpelling = strings.NewReplacer("（", "(", "）", ")", " ", "", "\u3000", "")

func sameName(a, b string) bool { return oneSpelling.Replace(a) == oneSpelling.Replace(b) }
