package main

import "testing"

func TestOptionsComeFromFlagsThenEnvironment(t *testing.T) {
	env := func(name string) string {
		return map[string]string{"SUTIAO_TEMPORAL_DATABASE_URL": "postgres://a:b@127.0.0.1:1/"}[name]
	}
	o, err := readOptions(nil, env)
	if err != nil || o.databaseURL != "postgres://a:b@127.0.0.1:1/" || o.namespace != "sutiao" {
		t.Fatalf("got %+v, %v", o, err)
	}
	if o, err = readOptions([]string{"-database-url", "postgres://c:d@127.0.0.1:2/"}, env); err != nil || o.databaseURL != "postgres://c:d@127.0.0.1:2/" {
		t.Fatalf("got %+v, %v", o, err)
	}
	if _, err = readOptions(nil, func(string) string { return "" }); err == nil {
		t.Fatal("a start without a database must be refused")
	}
}

func TestStoreReadsTheDatabaseURL(t *testing.T) {
	s, err := store("postgres://ada:s%2Fecret@db.example:6543/ignored?sslmode=require", "temporal", 3)
	if err != nil {
		t.Fatal(err)
	}
	if s.User != "ada" || s.Password != "s/ecret" || s.ConnectAddr != "db.example:6543" ||
		s.DatabaseName != "temporal" || s.ConnectAttributes["sslmode"] != "require" || s.MaxConns != 3 {
		t.Fatalf("got %+v", s)
	}
	for _, bad := range []string{"", "db.example", "postgres://db.example/", "::"} {
		if _, err := store(bad, "temporal", 1); err == nil {
			t.Errorf("%q must be refused", bad)
		}
	}
}

func TestListenAddress(t *testing.T) {
	host, port, err := splitListen("127.0.0.1:0")
	if err != nil || host != "127.0.0.1" || port == 0 {
		t.Fatalf("got %s %d %v", host, port, err)
	}
	for _, bad := range []string{"", "7233", "localhost:7233", "127.0.0.1:x"} {
		if _, _, err := splitListen(bad); err == nil {
			t.Errorf("%q must be refused", bad)
		}
	}
	if got := reachable("0.0.0.0"); got != "127.0.0.1" {
		t.Fatalf("got %s", got)
	}
}
