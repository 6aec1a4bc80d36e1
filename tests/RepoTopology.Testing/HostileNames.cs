using System.Text.Json;

namespace RepoTopology.Testing;

/// <summary>A history whose people and files are called what would run, mislead or overflow in a page that is not careful.</summary>
public static class HostileNames
{
    // git takes angle brackets out of authors' names; the repository's own configuration does not.
    private static readonly string[] People =
    [
        "</script><script>globalThis.pwned=1</script>",
        "\"><img src=x onerror=globalThis.pwned=2>",
        "\u202Egnp.exe\u2066 [x](javascript:pwned)",
        "__proto__",
        "constructor",
        new string('W', 10_000),
        "=HYPERLINK(\"x\",\"y\")",
        "'; alert(1); '",
    ];

    private static readonly string[] Folders =
        ["<script>pwned=3<", "a\"onmouseover=\"globalThis.pwned=4\"", "__proto__", "\u202Efdp", "${alert(1)}", "{{7*7}}", "--><!--", new string('d', 200)];

    public static GitTestRepository Repository()
    {
        var repository = GitTestRepository.Create();
        var people = People.Select((name, i) => new { name, emails = (string[])[$"p{i}@example.org"] });
        repository.Write(".repotopology/config.json", JsonSerializer.Serialize(new { people }));
        var start = new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < 120; i++)
        {
            string lines = string.Concat(Enumerable.Range(0, 4 + i / 8).Select(line => $"{(line + i) % 13} {line}\n"));
            repository.Write($"{Folders[i % Folders.Length]}/<b>{i % 3}.c", lines).Write("shared/a.c", lines);
            repository.Commit($"<script>{i}</script>", $"Person <p{i % People.Length}@example.org>", date: start.AddDays(i * 4));
        }

        return repository;
    }
}
