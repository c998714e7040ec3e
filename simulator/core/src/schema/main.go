// Command schema prints the types of Kubernetes as the embedded API server reads them: for each field its number in
// protobuf, its name in JSON and its type, and for lists and maps how server-side apply merges them.
//
//	CLIENT_GO=$(go list -m -f {{.Dir}} k8s.io/client-go) go run . > ../main/resources/io/etlbed/simulator/embedded/schema/kubernetes.schema
package main

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"sort"
	"strings"

	authentication "k8s.io/api/authentication/v1"
	authorization "k8s.io/api/authorization/v1"
	coordination "k8s.io/api/coordination/v1"
	core "k8s.io/api/core/v1"
	discovery "k8s.io/api/discovery/v1"
	policy "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"sigs.k8s.io/yaml"
)

// What is sent as one value, though it is a message.
var values = map[reflect.Type]string{
	reflect.TypeOf(resource.Quantity{}):  "Quantity",
	reflect.TypeOf(meta.Time{}):          "Time",
	reflect.TypeOf(meta.MicroTime{}):     "MicroTime",
	reflect.TypeOf(intstr.IntOrString{}): "IntOrString",
	reflect.TypeOf(meta.FieldsV1{}):      "FieldsV1",
}

var roots = []any{
	core.Binding{}, core.ConfigMap{}, core.Endpoints{}, core.Event{}, core.Namespace{}, core.Node{}, core.Pod{},
	core.Secret{}, core.Service{}, core.ServiceAccount{}, coordination.Lease{}, discovery.EndpointSlice{}, meta.DeleteOptions{},
	policy.Eviction{}, authentication.TokenRequest{}, authentication.SelfSubjectReview{},
	authorization.SelfSubjectAccessReview{}, authorization.SelfSubjectRulesReview{},
}

type typeRef struct {
	NamedType           string `json:"namedType"`
	ElementRelationship string `json:"elementRelationship"`
	Map                 *atom  `json:"map"`
	List                *atom  `json:"list"`
}

type atom struct {
	ElementRelationship string   `json:"elementRelationship"`
	Keys                []string `json:"keys"`
	Fields              []struct {
		Name    string  `json:"name"`
		Type    typeRef `json:"type"`
		Default any     `json:"default"`
	} `json:"fields"`
}

type named struct {
	Name string `json:"name"`
	Map  *atom  `json:"map"`
}

var merging = map[string]*atom{}

func main() {
	readMerging(os.Getenv("CLIENT_GO"))
	seen := map[reflect.Type]bool{}
	var all []reflect.Type
	var visit func(t reflect.Type)
	visit = func(t reflect.Type) {
		for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Map {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct || seen[t] || values[t] != "" {
			return
		}
		seen[t] = true
		all = append(all, t)
		for i := 0; i < t.NumField(); i++ {
			if t.Field(i).Tag.Get("protobuf") != "" {
				visit(t.Field(i).Type)
			}
		}
	}
	for _, root := range roots {
		visit(reflect.TypeOf(root))
	}
	for _, t := range all {
		bearers[t.Name()]++
	}
	sort.Slice(all, func(i, j int) bool { return nameOf(all[i]) < nameOf(all[j]) })
	for i, t := range all {
		if i > 0 && nameOf(all[i-1]) == nameOf(t) {
			panic("two types are named " + nameOf(t))
		}
		printType(t)
	}
}

// How many types have a name.
var bearers = map[string]int{}

// The name of a type; with its group before it, where a type of the core group has it too.
func nameOf(t reflect.Type) string {
	path := strings.Split(t.PkgPath(), "/")
	group := path[len(path)-2]
	if bearers[t.Name()] == 1 || group == "core" {
		return t.Name()
	}
	return strings.ToUpper(group[:1]) + group[1:] + t.Name()
}

func readMerging(clientGo string) {
	source, err := os.ReadFile(clientGo + "/applyconfigurations/internal/internal.go")
	if err != nil {
		panic(err)
	}
	text := regexp.MustCompile("(?s)YAMLObject\\(`(.*?)`\\)").FindSubmatch(source)[1]
	var schema struct{ Types []named }
	if err := yaml.Unmarshal(text, &schema); err != nil {
		panic(err)
	}
	for _, each := range schema.Types {
		merging[each.Name] = each.Map
	}
}

func mergingOf(t reflect.Type) *atom {
	path := strings.Split(t.PkgPath(), "/")
	group, version := path[len(path)-2], path[len(path)-1]
	if group == "meta" {
		return merging["io.k8s.apimachinery.pkg.apis.meta."+version+"."+t.Name()]
	}
	return merging["io.k8s.api."+group+"."+version+"."+t.Name()]
}

func printType(t reflect.Type) {
	merged := mergingOf(t)
	flag := ""
	if merged != nil && merged.ElementRelationship == "atomic" {
		flag = " atomic"
	}
	fmt.Printf("\n%s%s\n", nameOf(t), flag)
	for i := 0; i < t.NumField(); i++ {
		field := t.Field(i)
		tag := field.Tag.Get("protobuf")
		if tag == "" {
			continue
		}
		number := strings.Split(tag, ",")[1]
		name := strings.Split(field.Tag.Get("json"), ",")[0]
		if name == "" {
			name = "."
		}
		line := fmt.Sprintf("  %s %s %s", name, number, typeName(field.Type))
		if merged != nil {
			line += mergeFlag(merged, name)
		}
		fmt.Println(line)
	}
}

func typeName(t reflect.Type) string {
	if v := values[t]; v != "" {
		return v
	}
	switch t.Kind() {
	case reflect.Pointer:
		return "*" + typeName(t.Elem())
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
		if t.PkgPath() != "" {
			panic("a named list: " + t.Name())
		}
		return "[]" + typeName(t.Elem())
	case reflect.Map:
		if t.Elem().Kind() == reflect.Slice && t.Elem().Elem().Kind() == reflect.String {
			return "{}strings"
		}
		return "{}" + typeName(t.Elem())
	case reflect.Struct:
		return nameOf(t)
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "bool"
	case reflect.Int32, reflect.Int64:
		return "int"
	}
	panic("a type of a kind that is not known: " + t.String())
}

func mergeFlag(merged *atom, name string) string {
	for _, field := range merged.Fields {
		if field.Name != name {
			continue
		}
		if field.Type.ElementRelationship == "atomic" {
			return " atomic"
		}
		if field.Type.Map != nil && field.Type.Map.ElementRelationship == "atomic" {
			return " atomic"
		}
		if text, ok := field.Default.(string); ok && text != "" {
			return " default=" + text
		}
		list := field.Type.List
		if list == nil || list.ElementRelationship == "atomic" {
			return ""
		}
		if len(list.Keys) == 0 {
			return " set"
		}
		return " keys=" + strings.Join(list.Keys, ",")
	}
	return ""
}
