using VideoProxy.FunctionalTests.Support;

namespace VideoProxy.FunctionalTests.Callbacks;

/// <summary>A callback, with the signature that a sample is shown for it.</summary>
internal sealed record Signed(Received Callback, string Signature);

/// <summary>One verification sample of docs/callbacks.md that a program of the system can run.</summary>
/// <param name="Language">The language of its code block.</param>
/// <param name="Tool">The program that runs it.</param>
/// <param name="File">The file that it is written to.</param>
/// <param name="Wrap">Makes a program of the sample. It gets the secret, then for each callback the file of its body, its id, its timestamp and its signature, and prints true or false for each.</param>
internal sealed record Sample(string Language, string[] Tool, string File, Func<string, string> Wrap)
{
    public string Text { get; } = Samples.BlockOf(Language);

    public bool IsInstalled => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => System.IO.File.Exists(Path.Combine(folder, Tool[0])));

    public async Task<IReadOnlyList<bool>> RunAsync(string secret, IReadOnlyList<Signed> callbacks)
    {
        using var temp = new TempFolder();
        await System.IO.File.WriteAllTextAsync(temp.Join(File), Wrap(Text));
        List<string> arguments = [.. Tool[1..], temp.Join(File), secret];
        foreach (var (index, (callback, signature)) in callbacks.Index())
        {
            await System.IO.File.WriteAllTextAsync(temp.Join($"body{index}"), callback.Body);
            arguments.AddRange([temp.Join($"body{index}"), callback.Headers["webhook-id"], callback.Headers["webhook-timestamp"], signature]);
        }

        var run = await ProcessRun.RunAsync(Tool[0], arguments, temp.Path);
        run.ExitCode.ShouldBe(0, run.Errors + run.Output);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(bool.Parse)];
    }
}

internal static class Samples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        new("js", ["node"], "verify.mjs", text => text + """
            import { readFileSync } from "node:fs";
            const [secret, ...rest] = process.argv.slice(2);
            for (let i = 0; i < rest.length; i += 4)
              console.log(isGenuine({ "webhook-id": rest[i + 1], "webhook-timestamp": rest[i + 2], "webhook-signature": rest[i + 3] }, readFileSync(rest[i]), secret));
            """),
        new("python", ["python3"], "verify.py", text => text + """

            import sys
            secret, rest = sys.argv[1], sys.argv[2:]
            for i in range(0, len(rest), 4):
                headers = {"webhook-id": rest[i + 1], "webhook-timestamp": rest[i + 2], "webhook-signature": rest[i + 3]}
                print(is_genuine(headers, open(rest[i], "rb").read(), secret))
            """),
        // The first class of a file is the one that java runs.
        new("java", ["java"], "Main.java", text => text.Replace("class Callbacks {", """
            class Main {
              public static void main(String[] given) throws Exception {
                for (int i = 1; i < given.length; i += 4)
                  System.out.println(Callbacks.isGenuine(
                    Map.of("webhook-id", given[i + 1], "webhook-timestamp", given[i + 2], "webhook-signature", given[i + 3]),
                    java.nio.file.Files.readAllBytes(java.nio.file.Path.of(given[i])), given[0]));
              }
            }

            class Callbacks {
            """, StringComparison.Ordinal)),
        new("go", ["go", "run"], "verify.go", text => "package main\n\nimport (\n\t\"fmt\"\n\t\"os\"\n)\n\n" + text + """
            func main() {
            	for i := 2; i < len(os.Args); i += 4 {
            		body, _ := os.ReadFile(os.Args[i])
            		headers := http.Header{}
            		headers.Set("webhook-id", os.Args[i+1])
            		headers.Set("webhook-timestamp", os.Args[i+2])
            		headers.Set("webhook-signature", os.Args[i+3])
            		fmt.Println(isGenuine(headers, body, os.Args[1]))
            	}
            }
            """),
    ];

    /// <summary>Returns the first code block of that language in docs/callbacks.md.</summary>
    public static string BlockOf(string language)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "callbacks.md"));
        var start = page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
