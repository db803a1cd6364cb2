package test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

// secrets are what the operator has to supply; the file names them and holds none.
var secrets = map[string]string{
	"POSTGRES_PASSWORD":         "owner-password",
	"SUTIAO_API_PASSWORD":       "api-password",
	"SUTIAO_WORKER_PASSWORD":    "worker-password",
	"SUTIAO_PUBLIC_URL":         "https://tiaojie.example",
	"SUTIAO_SMS_URL":            "https://sms.example/send",
	"SUTIAO_HISTORY_KEYS_FILE":  "/etc/sutiao/history-keys",
	"SUTIAO_FILE_KEYS_FILE":     "/etc/sutiao/file-keys",
	"SUTIAO_SEALS_FOLDER":       "/etc/sutiao/seals",
	"SUTIAO_TRUST_FILE":         "/etc/sutiao/trust.pem",
	"SUTIAO_TSA_URL":            "https://tsa.example",
	"SUTIAO_MEDIA_SECRET_FILE":  "/etc/sutiao/media-secret",
	"SUTIAO_TICKET_SECRET_FILE": "/etc/sutiao/ticket-secret",
	"SUTIAO_MEDIA_HOST":         "media.example",
	"SUTIAO_MEDIA_ADDRESS":      "203.0.113.7",
}

func loadCompose(t *testing.T, without string) (*types.Project, error) {
	t.Helper()
	var environment []string
	for name, value := range secrets {
		if name != without {
			environment = append(environment, name+"="+value)
		}
	}
	options, err := cli.NewProjectOptions([]string{filepath.Join("..", "docker-compose.yml")}, cli.WithEnv(environment))
	if err != nil {
		t.Fatal(err)
	}
	return options.LoadProject(t.Context())
}

func composeProject(t *testing.T) *types.Project {
	t.Helper()
	project, err := loadCompose(t, "")
	if err != nil {
		t.Fatal(err)
	}
	return project
}

func TestComposeHasEveryProcessAndItsHealth(t *testing.T) {
	project := composeProject(t)
	for _, name := range []string{"postgres", "temporal", "migrate", "api", "worker", "media"} {
		service, ok := project.Services[name]
		if !ok {
			t.Errorf("no service %s", name)
			continue
		}
		oneShot := service.Restart == types.RestartPolicyNo
		if !oneShot && (service.HealthCheck == nil || len(service.HealthCheck.Test) == 0) {
			t.Errorf("%s has no health check", name)
		}
		if oneShot != (name == "migrate") {
			t.Errorf("%s: restart is %q", name, service.Restart)
		}
		for _, port := range service.Ports {
			// Media comes straight to its node; all else is behind the reverse proxy.
			if port.HostIP != "127.0.0.1" && name != "media" {
				t.Errorf("%s publishes %s on %q", name, port.Published, port.HostIP)
			}
		}
	}
}

func TestComposeSetsOnlyWhatTheProgramsRead(t *testing.T) {
	project := composeProject(t)
	program := settingNames(t, filepath.Join("..", "cmd", "sutiao", "settings.go"))
	server := environmentNames(t, filepath.Join("..", "embedded", "temporal", "main.go"))
	for name, read := range map[string]map[string]bool{
		"migrate": program, "api": program, "worker": program, "media": program, "temporal": server,
	} {
		environment := project.Services[name].Environment
		if len(environment) == 0 {
			t.Errorf("%s has no environment", name)
		}
		for variable := range environment {
			if !read[variable] {
				t.Errorf("%s sets %s, which its program does not read", name, variable)
			}
		}
	}
}

func TestComposeSetsWhatProductionDemands(t *testing.T) {
	project := composeProject(t)
	path := filepath.Join("..", "cmd", "sutiao", "settings.go")
	mentioned := make(map[string]bool)
	inspect(t, path, func(node ast.Node) {
		if function, ok := node.(*ast.FuncDecl); ok && function.Name.Name == "checkProduction" {
			ast.Inspect(function, func(inner ast.Node) bool {
				if literal, ok := inner.(*ast.BasicLit); ok {
					addString(mentioned, literal)
				}
				return true
			})
		}
	})
	demanded := 0
	for name := range settingNames(t, path) {
		if !mentioned[name] {
			continue
		}
		demanded++
		for _, service := range []string{"migrate", "api", "worker"} {
			if value := project.Services[service].Environment[name]; value == nil || *value == "" {
				t.Errorf("%s does not set %s, which production demands", service, name)
			}
		}
	}
	if demanded == 0 {
		t.Error("checkProduction demands nothing?")
	}
}

func TestComposeHoldsNoSecret(t *testing.T) {
	for name := range secrets {
		if _, err := loadCompose(t, name); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s the file loads, or does not say what is missing: %v", name, err)
		}
	}
	text, err := os.ReadFile(filepath.Join("..", "docker-compose.yml"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.Contains(line, "PASSWORD") && !strings.HasPrefix(line, "#") && !strings.Contains(line, ":?") {
			t.Errorf("a password by value? %s", line)
		}
	}
}

// settingNames lists the Name of every setting in the source of the program.
func settingNames(t *testing.T, path string) map[string]bool {
	t.Helper()
	names := make(map[string]bool)
	inspect(t, path, func(node ast.Node) {
		if pair, ok := node.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "Name" {
				addString(names, pair.Value)
			}
		}
	})
	if len(names) == 0 {
		t.Fatalf("no settings in %s", path)
	}
	return names
}

// environmentNames lists the arguments of calls to env in a source file.
func environmentNames(t *testing.T, path string) map[string]bool {
	t.Helper()
	names := make(map[string]bool)
	inspect(t, path, func(node ast.Node) {
		if call, ok := node.(*ast.CallExpr); ok && len(call.Args) == 1 {
			if function, ok := call.Fun.(*ast.Ident); ok && function.Name == "env" {
				addString(names, call.Args[0])
			}
		}
	})
	if len(names) == 0 {
		t.Fatalf("no environment variables in %s", path)
	}
	return names
}

func inspect(t *testing.T, path string, visit func(ast.Node)) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(node ast.Node) bool { visit(node); return true })
}

func addString(names map[string]bool, value ast.Expr) {
	if literal, ok := value.(*ast.BasicLit); ok && literal.Kind == token.STRING {
		if name, err := strconv.Unquote(literal.Value); err == nil {
			names[name] = true
		}
	}
}
