using System.Text;

namespace RepoTopology.Cli;

/// <summary>Files as text whose bytes all come back, whatever their encoding: what is added is plain ASCII.</summary>
internal static class Texts
{
    public static string Of(byte[] file) => Encoding.Latin1.GetString(file);

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
