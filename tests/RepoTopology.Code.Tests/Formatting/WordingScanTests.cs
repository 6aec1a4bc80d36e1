using System.Text;

namespace RepoTopology.Code.Tests.Formatting;

public sealed class WordingScanTests
{
    private const int Edits = 3000;

    private static readonly string[] Texts =
    [
        """"
        // Licence
        #pragma warning disable CS1591
        using System;
        using System.Linq;

        namespace A.B
        {
            using static System.Math; // sorted
            using X = System.Collections.Generic.List<int>;

            /// <summary>A <c>class</c>.</summary>
            public class C<T> : List<List<T>> where T : class, new()
            {
                private string _a = @"a ""b""
        c", _b = $"x {1 + 2,3:N0} {{no}} {(_a == "q" ? 'q' : '"')}", _c = """ raw "text" """;
                private int? _d = 1 << 2 >> 3, _e = 0x1F, _f = -1 - -2;
                private double _g = 1.5e3, _h = .5;

                public int M(int a, int? b) => a switch { > 3 when b is { } => a++ + ++a, .. => b ?? 0 };

                #region R
                public string N() => _a?.ToString()[1..^2].Trim() /* why
                    not */ + "//" + '\'' + "\\";
                #endregion
            }
        }
        """",
        """
        using B;
        using A;
        #if DEBUG && !(X || true)
          using Left . Out;
        #else
        using D;
        #endif
        namespace N;

        [Attribute]
        internal sealed record R(int A) { public void M() { if (A > 1) return; else { global::X.Y(); } } }
        """,
        """
        /* first */ using Z; /* z */ // end
        // second
        using Y;
        class A { char c = ' '; string s = "a  b"; string t = $@"{c} ""{s}"" \"; int x = a . b; }
        class B { #region no
        }
        """,
    ];

    [Theory]
    [InlineData("using B;\nusing A;\nclass C;", "using A;\nusing B;\n\nclass C;", true)]
    [InlineData("using A;\nnamespace N\n{\n    class C { }\n}\n", "using A;\n\nnamespace N;\n\nclass C { }\n", true)]
    [InlineData("using A; namespace N { using B; class C; }", "namespace N { using A; using B; class C; }", null)]
    [InlineData("using A; namespace N { class C; }", "namespace N { using A; class C; }", true)]
    [InlineData("class A { int x = a.B().C(); }", "class A { int x = a\n    .B()\n    .C(); }", true)]
    [InlineData("class A { List<List<int> > x; }", "class A { List<List<int>> x; }", null)]
    [InlineData("class A { int x = a >> b; }", "class A { int x = a >>b; }", true)]
    [InlineData("class A { string s = @\"a\r\nb\"; }", "class A { string s = @\"a\nb\"; }", true)]
    [InlineData("class A { string s = \"a b\"; }", "class A { string s = \"a  b\"; }", false)]
    [InlineData("class A { string s = $\"{1 +  2}\"; }", "class A { string s = $\"{1 + 2}\"; }", null)]
    [InlineData("if (a)\n  b(); c();", "if (a) { b(); c(); }", false)]
    [InlineData("// a b\nclass A;", "// ab\nclass A;", false)]
    [InlineData("#if X\n  int a ;\n#endif\nclass A;", "#if X\nint a ;\n#endif\nclass A;", true)]
    [InlineData("#define X\n#if X\nint a ;\n#endif\nclass A;", "#define X\n#if X\nint a;\n#endif\nclass A;", null)]
    [InlineData("#pragma x\nusing B;\nusing A;", "#pragma x\nusing A;\nusing B;", false)]
    [InlineData("class A\u00A0{ }", "class A { }", null)]
    public void TellsOnlyWhatIsPlain(string before, string after, bool? said)
    {
        Assert.Equal(said, Scan(before, after));
        Assert.Equal(said ?? Parse(before, after), Parse(before, after));
    }

    [Fact]
    public void AgreesWithTheParserHoweverATextIsChanged()
    {
        var random = new Random(7);
        int told = 0;
        for (int edit = 0; edit < Edits; edit++)
        {
            string before = Texts[edit % Texts.Length].ReplaceLineEndings("\n");
            string after = before;
            for (int times = random.Next(1, 4); times > 0; times--)
                after = Change(after, random);
            if (!Wording.MaySayTheSame(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after)) || Scan(before, after) is not { } said)
                continue;
            told++;
            Assert.True(said == Parse(before, after), $"{said}:\n{after}");
        }

        Assert.InRange(told, Edits / 4, Edits);
    }

    [Fact]
    public void StringsInStringsAreLeftToTheParserAtSomeDepth()
    {
        string deep = "class A { string s = " + string.Concat(Enumerable.Repeat("$\"{", 100_000)) + "1" + string.Concat(Enumerable.Repeat("}\"", 100_000)) + "; }";

        Assert.Null(Scan(deep, deep + " "));
        Assert.Null(Scan("#if " + new string('(', 100_000), "#if  " + new string('(', 100_000)));
    }

    // White space, braces and semicolons come and go, neighbours and lines change places.
    private static string Change(string text, Random random)
    {
        int at = random.Next(text.Length - 1);
        string[] lines = text.Split('\n');
        switch (random.Next(6))
        {
            case 0:
                return text.Insert(at, random.Next(3) switch { 0 => "\n", 1 => " ", _ => "\t" });
            case 1:
                return text.Insert(at, "{};"[random.Next(3)].ToString());
            case 2 when char.IsWhiteSpace(text[at]) || "{};".Contains(text[at], StringComparison.Ordinal):
                return text.Remove(at, 1);
            case 3:
                return string.Concat(text.AsSpan(0, at), [text[at + 1], text[at]], text.AsSpan(at + 2));
            case 4:
                int line = random.Next(lines.Length - 1);
                (lines[line], lines[line + 1]) = (lines[line + 1], lines[line]);
                return string.Join('\n', lines);
            default:
                return string.Join('\n', lines.Select(line => random.Next(3) == 0 ? "  " + line.Trim() : line));
        }
    }

    private static bool? Scan(string before, string after) => WordingScan.FindsSame(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after));

    private static bool Parse(string before, string after) =>
        Wording.ParsesSame(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after), CancellationToken.None);
}
