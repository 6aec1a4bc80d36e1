using System.Text;

namespace RepoTopology.Code.Tests.Formatting;

public sealed class WordingTests
{
    [Theory]
    [InlineData("class A { int x; }", "class A\n{\n    int x;\n}\n")]
    [InlineData("class A {\n\tint x;\n}", "class A {\r\n    int x;\r\n}")]
    [InlineData("using B;\nusing A;\nclass C;", "using A;\nusing B;\n\nclass C;")]
    [InlineData("namespace N { using B; using A; class C; }", "namespace N\n{\n    using A;\n    using B;\n    class C;\n}")]
    [InlineData("// header\nusing B;\nusing A;\nclass C;", "// header\nusing A;\nusing B;\nclass C;")]
    [InlineData("/* one\n * two */ class A;", "/* one\n   * two */\nclass A;")]
    [InlineData("class A { string s = $\"{1 +  2}\"; }", "class A { string s = $\"{1 + 2}\"; }")]
    [InlineData("#if X\n  int a ;\n#endif\nclass A;", "#if X\nint a ;\n#endif\nclass A;")]
    [InlineData("using A;\nnamespace N\n{\n    class C { }\n}\n", "using A;\n\nnamespace N;\n\nclass C { }\n")]
    [InlineData("class A { void M() { if(a) { b(c+d , e); } } }", "class A\n{\n    void M()\n    {\n        if (a)\n        {\n            b(c + d, e);\n        }\n    }\n}")]
    [InlineData("class A { string s = \"a\"; // it's\n }", "class A\n{\n  string s = \"a\"; // it's\n}")]
    [InlineData("\uFEFFclass A { }", "class A {}")]
    [InlineData("class A { string s = @\"a\r\nb\"; }", "class A { string s = @\"a\nb\"; }")]
    public void LayoutAloneIsFound(string before, string after) => Assert.True(Compare(before, after));

    [Theory]
    [InlineData("class A { int x; }", "class A { int x; }")]
    [InlineData("class A { int x; }", "class A { int y; }")]
    [InlineData("class A { int ab; }", "class A { int ba; }")]
    [InlineData("class A { string s = \"a b\"; }", "class A { string s = \"ab\"; }")]
    [InlineData("class A { string s = \"a b\"; }", "class A { string s = \"a  b\"; }")]
    [InlineData("class A { int x = a - -b; }", "class A { int x = a --b; }")]
    [InlineData("// old\nclass A;", "// dol\nclass A;")]
    [InlineData("// a\n// b\nclass A;", "// b\n// a\nclass A;")]
    [InlineData("class A { int x; int y; }", "class A { int y; int x; }")]
    [InlineData("#if X\nint ab;\n#endif\nclass A;", "#if X\nint ba;\n#endif\nclass A;")]
    [InlineData("#if AB\n#endif\nclass A;", "#if BA\n#endif\nclass A;")]
    [InlineData("#if X\nusing A;\n#endif\nusing B;\nclass C;", "#if X\nusing B;\n#endif\nusing A;\nclass C;")]
    [InlineData("namespace N { class C { } }", "namespace N { } class C { }")]
    [InlineData("namespace N { class C { } } namespace M { }", "namespace N { class C { } namespace M { } }")]
    [InlineData("namespace N { class C { int x; } }", "namespace N; class C { { int x; } }")]
    [InlineData("class A { int x = a + +b; }", "class A { int x = a ++b; }")]
    [InlineData("class A { bool x = a < b > c; }", "class A { bool x = a <b>> c; }")]
    [InlineData("class A { char c = ' '; }", "class A { char c = '  '; }")]
    [InlineData("class A { string s = $\"a {b} c\"; }", "class A { string s = $\"a {b}  c\"; }")]
    [InlineData("using A; class C { }", "class C { } using A;")]
    [InlineData("if (a)\n  b(); c();", "if (a) { b(); c(); }")]
    [InlineData("class A { char c = 'x'; } // it's", "class A { char c = 'x'; } // its'")]
    public void WhatIsSaidDifferentlyIsNoLayout(string before, string after) => Assert.False(Compare(before, after));

    [Fact]
    public void DeeplyNestedSourceIsNoCrash()
    {
        string deep = "class A { int x = " + new string('(', 20_000) + "1" + new string(')', 20_000) + "; }";
        var thread = new Thread(() =>
        {
            try
            {
                Compare(deep, deep.Replace("; }", " ; }", StringComparison.Ordinal));
            }
            catch (InsufficientExecutionStackException)
            {
                // What the finder expects.
            }
        }, 16 << 20);
        thread.Start();
        thread.Join();
    }

    private static bool Compare(string before, string after) =>
        Wording.DiffersInLayoutOnly(Encoding.UTF8.GetBytes(before), Encoding.UTF8.GetBytes(after), CancellationToken.None);
}
