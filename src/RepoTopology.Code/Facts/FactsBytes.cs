using System.Text;

namespace RepoTopology.Code;

/// <summary>
/// Facts as bytes, for the cache: numbers as 7-bit groups, texts by number from one table. Read with every bound checked: a damaged file is as good
/// as none.
/// </summary>
internal static class FactsBytes
{
    private const int Version = 1;
    private const int MostItems = 1 << 24;

    public static byte[] Write(ProjectFacts facts)
    {
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        using var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write7BitEncodedInt(facts.Identifiers);
            writer.Write7BitEncodedInt(facts.Unresolved);
            List(facts.Generated, writer.Write);
            List(facts.Friends, Text);
            List(facts.Limits, Text);
            List(facts.Types, type =>
            {
                Text(type.Key);
                Text(type.Namespace);
                Text(type.Outer);
                writer.Write((byte)type.Kind);
                writer.Write((byte)type.Access);
                writer.Write(type.IsGenerated);
                List(type.Declarations, Span);
                List(type.Members, member =>
                {
                    Text(member.Key);
                    writer.Write((byte)member.Kind);
                    writer.Write((byte)member.Access);
                    List(member.Declarations, Span);
                });
            });
            List(facts.References, reference =>
            {
                writer.Write7BitEncodedInt(reference.From);
                Text(reference.Project);
                Text(reference.Type);
                writer.Write((byte)reference.Kind);
                writer.Write7BitEncodedInt(reference.Count);
            });

            void List<T>(IReadOnlyCollection<T> items, Action<T> write)
            {
                writer.Write7BitEncodedInt(items.Count);
                foreach (var item in items)
                    write(item);
            }

            void Span(FactSpan span)
            {
                writer.Write7BitEncodedInt(span.File);
                writer.Write7BitEncodedInt(span.FirstLine);
                writer.Write7BitEncodedInt(span.LastLine);
            }

            void Text(string text)
            {
                if (!texts.TryGetValue(text, out int number))
                    texts[text] = number = texts.Count;
                writer.Write7BitEncodedInt(number);
            }
        }

        using var whole = new MemoryStream();
        using (var writer = new BinaryWriter(whole, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Version);
            writer.Write7BitEncodedInt(texts.Count);
            foreach (string text in texts.Keys)
                writer.Write(text);
            writer.Write(body.ToArray());
        }

        return whole.ToArray();
    }

    /// <summary>Null when the bytes are none of ours, or say something about a file or type that isn't there.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote.</param>
    /// <param name="fileCount">Files of the project.</param>
    public static ProjectFacts? TryRead(byte[] bytes, int fileCount)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            if (reader.ReadInt32() != Version)
                return null;
            var texts = List(reader, reader.ReadString);
            int identifiers = reader.Read7BitEncodedInt(), unresolved = reader.Read7BitEncodedInt();
            var generated = List(reader, reader.ReadBoolean);
            var friends = List(reader, Text);
            var limits = List(reader, Text);
            var types = List(reader, () => new TypeFact(
                Text(), Text(), Text(), (CodeTypeKind)reader.ReadByte(), (CodeAccess)reader.ReadByte(), reader.ReadBoolean(), List(reader, Span),
                List(reader, () => new MemberFact(Text(), (CodeMemberKind)reader.ReadByte(), (CodeAccess)reader.ReadByte(), List(reader, Span)))));
            var references = List(reader, () => new ReferenceFact(Below(reader.Read7BitEncodedInt(), types.Count), Text(), Text(), (CodeReferenceKind)reader.ReadByte(), reader.Read7BitEncodedInt()));
            return generated.Count != fileCount ? null : new ProjectFacts
            {
                Types = types,
                References = references,
                Generated = [.. generated],
                Friends = friends,
                Limits = limits,
                Identifiers = identifiers,
                Unresolved = unresolved,
            };

            string Text() => texts[Below(reader.Read7BitEncodedInt(), texts.Count)];

            FactSpan Span() => new(Below(reader.Read7BitEncodedInt(), fileCount), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static int Below(int value, int bound) => value >= 0 && value < bound ? value : throw new FormatException();

    private static List<T> List<T>(BinaryReader reader, Func<T> read)
    {
        int count = reader.Read7BitEncodedInt();
        // Each item takes a byte at least.
        if (count < 0 || count > MostItems || count > reader.BaseStream.Length - reader.BaseStream.Position)
            throw new FormatException();
        var items = new List<T>(count);
        for (int i = 0; i < count; i++)
            items.Add(read());
        return items;
    }
}
