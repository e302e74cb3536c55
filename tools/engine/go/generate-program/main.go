// generate-program writes the TypeScript that `pulumi import` prints. It reads a GenerateProgramRequest of Pulumi's
// language protocol from standard input and writes the GenerateProgramResponse to standard output; the language host
// starts it once per request.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/hashicorp/hcl/v2"
	"github.com/pulumi/pulumi/pkg/v3/codegen/hcl2/syntax"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/plugin"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/protobuf/proto"
)

func main() {
	if err := answer(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answer(in io.Reader, out io.Writer) error {
	raw, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	var request pulumirpc.GenerateProgramRequest
	if err := proto.Unmarshal(raw, &request); err != nil {
		return err
	}
	files, diagnostics, err := generate(&request)
	if err != nil {
		return err
	}
	response := &pulumirpc.GenerateProgramResponse{Source: files}
	for _, diagnostic := range diagnostics {
		response.Diagnostics = append(response.Diagnostics, plugin.HclDiagnosticToRPCDiagnostic(diagnostic))
	}
	encoded, err := proto.Marshal(response)
	if err != nil {
		return err
	}
	_, err = out.Write(encoded)
	return err
}

func generate(request *pulumirpc.GenerateProgramRequest) (map[string][]byte, hcl.Diagnostics, error) {
	parser := syntax.NewParser()
	for name, text := range request.Source {
		if err := parser.ParseFile(bytes.NewReader([]byte(text)), name); err != nil {
			return nil, nil, err
		}
	}
	if parser.Diagnostics.HasErrors() {
		return nil, parser.Diagnostics, nil
	}
	client, err := schema.NewLoaderClient(request.LoaderTarget)
	if err != nil {
		return nil, nil, err
	}
	var options []pcl.BindOption
	if !request.Strict {
		options = pcl.NonStrictBindOptions()
	}
	program, diagnostics, err := pcl.BindProgram(parser.Files, schema.NewCachedLoader(client), options...)
	if err != nil || diagnostics.HasErrors() {
		return nil, diagnostics, err
	}
	return nodejs.GenerateProgram(program)
}
