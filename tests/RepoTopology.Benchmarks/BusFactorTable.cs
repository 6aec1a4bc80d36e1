using System.Globalization;
using RepoTopology.Analysis;
using RepoTopology.Git;
using RepoTopology.History;

namespace RepoTopology.Benchmarks;

/// <summary>Bus factors that others have published for a commit, and ours for the same commit.</summary>
internal sealed class BusFactorTable(Clones clones)
{
    /// <summary>Prints a line for each row of a file with the columns repository,algorithm,commit,date,published.</summary>
    /// <returns>Whether all are equal.</returns>
    public bool Print(FileInfo rows, TextWriter output)
    {
        bool equal = true;
        output.WriteLine($"{"repository",-28} {"algorithm",-10} {"commit",-12} {"ours",5} {"published",10}");
        foreach (string line in File.ReadLines(rows.FullName).Skip(1).Where(line => line.Length > 0))
        {
            string[] cells = line.Split(',');
            int published = int.Parse(cells[4], CultureInfo.InvariantCulture);
            string start = $"{cells[0],-28} {cells[1],-10} {cells[2],-12}";
            if (clones.Find(cells[0]) is not { } path)
            {
                output.WriteLine($"{start} {"",5} {published,10}  no clone");
                equal = false;
                continue;
            }

            var found = Compute(path, Enum.Parse<BusFactorAlgorithm>(cells[1], ignoreCase: true), cells[2]);
            equal &= found.Value == published;
            output.WriteLine($"{start} {found.Value,5} {published,10}  {(found.Value == published ? "equal" : "DIFFERENT")}  "
                + string.Join(", ", found.People.Take(4).Select(person => person.Share.ToString("0.0 %", CultureInfo.InvariantCulture))));
        }

        return equal;
    }

    private static BusFactor Compute(string path, BusFactorAlgorithm algorithm, string commit)
    {
        using var repository = GitRepository.Open(path);
        var history = HistoryReader.Read(repository, new HistoryOptions { Revision = commit });
        return algorithm == BusFactorAlgorithm.Avelino
            ? TruckFactor.Of(history, WrittenAuthorsReader.Read(repository, history))
            : JetBrainsBusFactor.Of(history, WrittenAuthorsReader.Read(repository, history, JetBrainsBusFactor.Start(history)));
    }
}
