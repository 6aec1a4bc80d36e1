using System.Text;
using RepoTopology.Testing;

namespace RepoTopology.Git.Tests.Storage;

/// <summary>An object as git tells it.</summary>
internal sealed record StoredObject(ObjectId Id, ObjectType Type, byte[] Content);

/// <summary>What git says is in an object database, and the comparison of ours with it.</summary>
internal static class StoredObjects
{
    /// <summary>Every object, from <c>git cat-file --batch-all-objects --batch</c>.</summary>
    public static List<StoredObject> All(string repository)
    {
        byte[] output = GitTestRepository.Git(repository, ["cat-file", "--batch-all-objects", "--batch"]);
        var objects = new List<StoredObject>();
        for (int at = 0; at < output.Length;)
        {
            int end = Array.IndexOf(output, (byte)'\n', at);
            string[] header = Encoding.ASCII.GetString(output, at, end - at).Split(' ');
            int size = int.Parse(header[2]);
            objects.Add(new StoredObject(
                ObjectId.Parse(header[0]), Enum.Parse<ObjectType>(header[1], ignoreCase: true), output[(end + 1)..(end + 1 + size)]));
            at = end + 1 + size + 1;
        }

        return objects;
    }

    /// <summary>Reads every object in several orders and with several caches, and asks for its header.</summary>
    public static void AssertReadable(string objectsDirectory, IReadOnlyList<StoredObject> expected) =>
        AssertReadable(objectsDirectory, expected, 16 << 20, 2048, 0);

    /// <inheritdoc cref="AssertReadable(string, IReadOnlyList{StoredObject})"/>
    public static void AssertReadable(string objectsDirectory, IReadOnlyList<StoredObject> expected, params int[] cacheSizes)
    {
        Assert.NotEmpty(expected);
        using var store = ObjectStore.Open(objectsDirectory);
        foreach (int cacheBytes in cacheSizes)
        {
            using var reader = store.CreateReader(cacheBytes);
            Assert.All(expected, item => AssertReads(reader, item));
            Assert.All(expected.Reverse(), item => AssertReads(reader, item));
        }

        using var headers = store.CreateReader();
        Assert.All(expected, item =>
        {
            Assert.True(store.Contains(item.Id));
            Assert.True(headers.TryReadHeader(item.Id, out var type, out long size));
            Assert.Equal((item.Type, item.Content.LongLength), (type, size));
        });
        Assert.False(headers.TryRead(ObjectId.Parse(new string('5', 40)), out _));
    }

    private static void AssertReads(ObjectReader reader, StoredObject expected)
    {
        Assert.True(reader.TryRead(expected.Id, out var actual));
        Assert.Equal(expected.Type, actual.Type);
        Assert.True(actual.Data.SequenceEqual(expected.Content), $"{expected.Id} has other bytes");
    }
}
