using System.Buffers;
using System.Collections.Frozen;

namespace RepoTopology.History;

/// <summary>
/// What a path says about a file: vendored, generated, binary, or authored by people; the first that fits, in this order. The rules are
/// few and name-based; where a name is ambiguous (<c>deps/</c>, <c>lib/</c>, <c>dist/</c>, <c>Generated/</c>) the file counts as authored.
/// <list type="bullet">
/// <item>Vendored: below <c>vendor</c>, <c>node_modules</c>, <c>bower_components</c>, <c>third_party</c> (also <c>third-party</c>,
/// <c>thirdparty</c>, <c>3rdparty</c>), <c>Godeps</c>, <c>Pods</c>, <c>Carthage</c>, <c>wwwroot/lib</c>, <c>.yarn/releases</c>; below a
/// top-level <c>external</c>, <c>externals</c> or <c>extern</c>; below <c>packages/Name.1.2.3</c>, as NuGet once unpacked.</item>
/// <item>Generated: lock files by name, and endings that only tools write (<c>*.g.cs</c>, <c>*.Designer.cs</c>, <c>*.min.js</c>,
/// <c>*.pb.go</c>, <c>*.snap</c> …), or below <c>__generated__</c> and <c>__snapshots__</c>, or our own snapshots in <c>.repotopology/ownership</c>.</item>
/// <item>Binary: by extension.</item>
/// </list>
/// </summary>
public static class PathKinds
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> LockFiles = Set(
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb", "deno.lock", ".pnp.cjs",
        "packages.lock.json", "project.lock.json", "project.assets.json", "paket.lock",
        "Cargo.lock", "go.sum", "go.work.sum", "Gopkg.lock", "glide.lock",
        "composer.lock", "Gemfile.lock", "gems.locked", "poetry.lock", "Pipfile.lock", "uv.lock", "pdm.lock", "pixi.lock", "conda-lock.yml",
        "mix.lock", "rebar.lock", "pubspec.lock", "Package.resolved", "Podfile.lock", "Cartfile.resolved",
        "gradle.lockfile", "buildscript-gradle.lockfile", "MODULE.bazel.lock", "conan.lock", "stack.yaml.lock", "cabal.project.freeze",
        "dub.selections.json", "spago.lock", "flake.lock", ".terraform.lock.hcl", "Chart.lock");

    private static readonly string[] GeneratedEndings =
    [
        ".g.cs", ".g.i.cs", ".designer.cs", ".designer.vb", ".generated.cs", ".g.vb", ".g.dart", ".freezed.dart",
        ".min.js", ".min.mjs", ".min.css", ".js.map", ".css.map", ".snap",
        ".pb.go", ".pb.cc", ".pb.h", ".pb.dart", "_pb2.py", "_pb2.pyi", "_pb2_grpc.py", "_pb.js", "_pb.d.ts",
    ];

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BinaryExtensions = Set(
        // images and fonts
        "png", "jpg", "jpeg", "gif", "bmp", "ico", "icns", "cur", "webp", "avif", "heic", "tif", "tiff", "psd", "xcf", "tga", "dds", "exr",
        "ttf", "otf", "woff", "woff2", "eot",
        // archives and packages
        "zip", "gz", "tgz", "bz2", "xz", "zst", "7z", "rar", "tar", "jar", "war", "ear", "aar", "apk", "nupkg", "snupkg", "whl", "egg", "gem",
        "deb", "rpm", "dmg", "iso", "cab", "msi", "vsix", "crx",
        // compiled
        "exe", "dll", "so", "dylib", "lib", "a", "o", "pdb", "class", "pyc", "pyd", "wasm", "winmd", "bin", "mo", "elc", "dex",
        // documents
        "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "epub", "chm",
        // sound and film
        "mp3", "mp4", "m4a", "m4v", "mov", "avi", "mkv", "webm", "ogg", "oga", "ogv", "wav", "flac", "aac", "opus", "swf",
        // data, models, keys
        "db", "sqlite", "sqlite3", "mdb", "parquet", "npy", "npz", "pkl", "onnx", "h5", "glb", "fbx", "blend", "snk", "pfx", "p12", "jks",
        "keystore");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ThirdParty = Set(
        "third_party", "third-party", "thirdparty", "3rdparty", "3rd-party", "3rd_party", "node_modules", "bower_components");

    private static readonly SearchValues<char> VersionCharacters = SearchValues.Create("0123456789.");

    /// <param name="path">A path with forward slashes, relative to the repository's root.</param>
    public static PathKind Classify(string path)
    {
        int slash = path.LastIndexOf('/');
        var name = path.AsSpan(slash + 1);
        var directory = slash < 0 ? [] : path.AsSpan(0, slash);
        if (IsVendored(directory))
            return PathKind.Vendored;
        if (LockFiles.Contains(name) || EndsAsGenerated(name) || HasGeneratedFolder(directory) || directory is ".repotopology/ownership")
            return PathKind.Generated;
        int dot = name.LastIndexOf('.');
        return dot > 0 && BinaryExtensions.Contains(name[(dot + 1)..]) ? PathKind.Binary : PathKind.Authored;
    }

    private static bool IsVendored(ReadOnlySpan<char> directory)
    {
        ReadOnlySpan<char> parent = [];
        bool top = true;
        foreach (var range in directory.Split('/'))
        {
            var folder = directory[range];
            // "Vendor" with a capital is as often somebody's business term.
            if (folder is "vendor" or "Godeps" or "Pods" or "Carthage" || ThirdParty.Contains(folder))
                return true;
            if (top && folder is "external" or "externals" or "extern")
                return true;
            if (parent is "wwwroot" && folder is "lib" || parent is ".yarn" && folder is "releases" or "plugins")
                return true;
            if (parent is "packages" && EndsWithVersion(folder))
                return true;
            parent = folder;
            top = false;
        }

        return false;
    }

    /// <summary>Whether a folder is <c>Name.1.2.3</c> or <c>Name.1.2.3-suffix</c>.</summary>
    private static bool EndsWithVersion(ReadOnlySpan<char> folder)
    {
        while (true)
        {
            var version = folder[(folder.LastIndexOfAnyExcept(VersionCharacters) + 1)..];
            if (version.Length < folder.Length && version.StartsWith('.') && version.Count('.') >= 3 && version[^1] != '.')
                return true;
            int hyphen = folder.LastIndexOf('-');
            if (hyphen < 0)
                return false;
            folder = folder[..hyphen];
        }
    }

    private static bool EndsAsGenerated(ReadOnlySpan<char> name)
    {
        foreach (string ending in GeneratedEndings)
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;

        // Foo.generated.ts and the like, whatever the language.
        int dot = name.LastIndexOf('.');
        return dot > 0 && name[..dot].EndsWith(".generated", StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasGeneratedFolder(ReadOnlySpan<char> directory)
    {
        foreach (var range in directory.Split('/'))
            if (directory[range] is "__generated__" or "__snapshots__")
                return true;
        return false;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(params string[] values) =>
        values.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
