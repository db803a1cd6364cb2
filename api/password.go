package api

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"math/big"
	"strings"

	"golang.org/x/crypto/argon2"

	"sutiao/dispute"
)

// The cost of a password, after RFC 9106's second recommendation: 64 MiB, three passes.
const (
	argonTime, argonMemory, argonThreads = 3, 64 * 1024, 2
	minPassword                          = 10
)

// HashPassword makes the stored form of a password (argon2id, RFC 9106).
func HashPassword(password string) string {
	salt := make([]byte, 16)
	_, _ = rand.Read(salt) // never fails
	key := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, 32)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, argonMemory, argonTime, argonThreads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

// passwordMatches compares in constant time. A malformed stored form matches nothing.
func passwordMatches(stored, password string) bool {
	parts := strings.Split(stored, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false
	}
	var memory, passes uint32
	var threads uint8
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &passes, &threads); err != nil || memory > 1<<20 || passes == 0 || threads == 0 {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(parts[4])
	want, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err1 != nil || err2 != nil || len(want) != 32 {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, passes, memory, threads, 32)
	return subtle.ConstantTimeCompare(got, want) == 1
}

// NewSecret makes a token that can't be guessed.
func NewSecret() string { return rand.Text() + rand.Text() }

// newCode makes a one-time code of six digits.
func newCode() string {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		panic("the system's randomness failed: " + err.Error())
	}
	return fmt.Sprintf("%06d", n)
}

func checkPassword(password string) error {
	if len([]rune(password)) < minPassword {
		return dispute.Invalid([]dispute.FieldError{{Field: "password", Reason: dispute.Text{
			ZH: fmt.Sprintf("密码至少%d位", minPassword), EN: fmt.Sprintf("needs at least %d characters", minPassword)}}})
	}
	return nil
}
