package level

import (
	"testing"
	"time"
)

func TestSpeechIsHeardAndCoughsAndSilenceAreNot(t *testing.T) {
	now := time.Unix(1000, 0)
	var m Meter
	for range 15 {
		m.Add(Silent)
	}
	m.Add(3)
	if _, speaking := m.Close(now); speaking {
		t.Fatal("one loud packet is no speech")
	}
	for range 10 {
		m.Add(20)
	}
	if l, speaking := m.Close(now); !speaking || l <= 0 {
		t.Fatal("speech was not heard")
	}
}

func TestASpeakerStaysThroughAPauseAndThenGoes(t *testing.T) {
	now := time.Unix(1000, 0)
	var m Meter
	for range 10 {
		m.Add(20)
	}
	m.Close(now)
	if _, speaking := m.Close(now.Add(Window)); !speaking {
		t.Fatal("a pause ended the speech")
	}
	if _, speaking := m.Close(now.Add(2 * time.Second)); speaking {
		t.Fatal("a speaker stayed who is silent")
	}
}

func TestTheLoudestComesFirst(t *testing.T) {
	s := []Speaker{{"a", 0.1}, {"b", 0.7}, {"c", 0.3}}
	Order(s)
	if s[0].Participant != "b" || s[2].Participant != "a" {
		t.Fatal(s)
	}
}
