using System.Text;
using System.Text.RegularExpressions;
using RepoTopology.Reports;

namespace RepoTopology.Cli;

/// <summary>Where a report goes and in which format.</summary>
/// <param name="Format">One of the command's formats.</param>
/// <param name="File">A file, or null for standard output.</param>
internal sealed partial record OutputTarget(string Format, string? File)
{
    /// <summary>
    /// Reads <c>[FORMAT=]FILE</c>. A FORMAT is a lower-case word, so <c>C:\a=b.json</c> and <c>./a=b</c> are files; an unknown word before
    /// "=" is an error rather than a strangely named file.
    /// </summary>
    public static OutputTarget Parse(string text, string defaultFormat, IReadOnlyList<string> formats)
    {
        var match = Prefix().Match(text);
        string format = match.Success ? match.Groups[1].Value : defaultFormat;
        if (!formats.Contains(format))
            throw new RequestException(
                $"unknown format '{format}' in -o {text}; the formats are {string.Join(", ", formats)} (a file of that name is ./{text})");
        string file = text[match.Length..];
        if (file.Length == 0)
            throw new RequestException($"-o {text} names no file; '-' is standard output");
        return new OutputTarget(format, file == "-" ? null : file);
    }

    /// <summary>
    /// Hands a stream to <paramref name="write"/>. A file is written beside its name and takes it when it is complete, so that readers never
    /// see half of one.
    /// </summary>
    public void Write(Shell shell, Action<Stream> write)
    {
        if (File is null)
        {
            write(shell.Output);
            shell.Output.Flush();
            return;
        }

        string path = Path.GetFullPath(File);
        if (Directory.Exists(path))
            throw new RequestException($"-o {File} is a directory; give a file name");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new RequestException($"the directory of -o {File} does not exist; create it first");
        if (IsDevice(path))
        {
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write);
            write(device);
            return;
        }

        string unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
                write(stream);
            System.IO.File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RequestException($"{File} cannot be written ({exception.Message.TrimEnd('.')}); choose another file with -o", exception);
        }
        finally
        {
            System.IO.File.Delete(unfinished);
        }
    }

    /// <summary>A writer of text to the stream that <see cref="Write"/> hands over: in the terminal's encoding there, UTF-8 elsewhere.</summary>
    public StreamWriter OpenText(Shell shell, Stream stream) =>
        new(stream, TextEncoding(shell), leaveOpen: true);

    /// <summary>Of text: the terminal's there, UTF-8 elsewhere.</summary>
    public Encoding TextEncoding(Shell shell) => File is null ? shell.OutputEncoding : new UTF8Encoding(false);

    /// <summary>How text looks there: a file is plain unless colour is asked for.</summary>
    public TextStyle Style(Shell shell, ColorChoice color) =>
        File is null ? shell.OutputStyle(color) : TextStyle.Plain with { Color = color == ColorChoice.Always };

    // /dev/null, and what a shell's >(command) is: these are never replaced by a file.
    internal static bool IsDevice(string path) => !OperatingSystem.IsWindows() && path.StartsWith("/dev/", StringComparison.Ordinal);

    [GeneratedRegex("^([a-z][a-z0-9-]+)=")]
    private static partial Regex Prefix();
}
