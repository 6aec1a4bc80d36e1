using System.Globalization;

namespace Warehouse.Stock;

/// <summary>Reads the lists of the former system: one article a line, its count in the columns 21 to 28, a minus at the end for returns.</summary>
public static class LegacyImport
{
    private const int ArticleWidth = 20;
    private const int CountWidth = 8;

    public static Dictionary<string, int> Read(IEnumerable<string> lines)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string line in lines)
        {
            if (line.Length < ArticleWidth + CountWidth || line[0] == '*')
                continue;
            string article = line[..ArticleWidth].TrimEnd();
            string written = line.Substring(ArticleWidth, CountWidth).Trim();
            int sign = 1;
            if (written.EndsWith('-'))
            {
                sign = -1;
                written = written[..^1];
            }

            // The former system writes a dot between thousands.
            if (int.TryParse(written.Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out int count))
                counts[article] = counts.GetValueOrDefault(article) + (sign * count);
        }

        return counts;
    }

    public static void Fill(Shelf shelf, IEnumerable<string> lines, int perBox)
    {
        foreach (var (article, count) in Read(lines).OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (count <= 0)
                continue;
            int refused = shelf.Put(article, count, perBox);
            if (refused > 0)
                throw new InvalidOperationException($"{refused} of {article} found no room");
        }
    }
}
