using System.Diagnostics;
using Xunit;

namespace RepoTopology.Testing;

/// <summary>Validates XML against a schema with xmllint.</summary>
public static class XmlSchema
{
    /// <summary>What xmllint has to complain about; empty when the text is valid. Skips the test where it is absent.</summary>
    /// <param name="schema">The path of an XSD.</param>
    /// <param name="xml">The text.</param>
    public static string Complaints(string schema, byte[] xml)
    {
        var start = new ProcessStartInfo("xmllint", ["--noout", "--nonet", "--schema", schema, "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("xmllint is not here: apt-get install libxml2-utils");
            throw;
        }

        using (process)
        {
            // It may complain about the start before it has read the end.
            var complaints = process.StandardError.ReadToEndAsync();
            process.StandardInput.BaseStream.Write(xml);
            process.StandardInput.Close();
            process.WaitForExit();
            string text = complaints.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? "" : text;
        }
    }
}
