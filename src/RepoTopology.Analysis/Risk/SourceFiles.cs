using System.Collections.Frozen;
using System.Text.RegularExpressions;
using RepoTopology.History;

namespace RepoTopology.Analysis;

/// <summary>
/// Which files are source code to <see cref="TruckFactor"/>: those that linguist (https://github.com/github-linguist/linguist), as of the middle of 2015 and
/// with some languages that came later, counts in a repository's languages. They are of a programming or markup language, told by name or
/// extension, and not vendored, generated or documentation. Files without an extension whose first line names an interpreter are not seen.
/// </summary>
internal static partial class SourceFiles
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Extensions = Set(StringComparer.OrdinalIgnoreCase, """
        1 2 3 4 4th 5 6 6pl 6pm 7 _coffee _js _ls a51 abap ada adb ado adp ads agda ahk ahkl aj al als ampl apacheconf apib apl applescript arc as
        asax ascx asd ash ashx asm asmx asp aspx astro au3 aug auk aux aw awk axd axi axs b bas bash bat bats bb bbx befunge bf bib bicep bicepparam
        bison bmx bones boo boot brd bro brs bsv builder c c++ capnp cats cbl cbx cc ccp cdf ceylon cfc cfm cfml cgi chpl chs cirru cjs cjsx ck cl
        cl2 clj cljc cljs cljscm cljx clp cls clw cmake cmd cob cobol coffee com command coq cp cpp cppm cps cpy cr cs csh cshtml cson css csx ctp
        cts cu cuh cw cxx cy d dart dats db2 dcl decls dfm di djs dlm dm do doh dpr druby dtx duby dyalog dyl dylan e ebuild ec ecl eclass eclxml eh
        el eliom eliomi elm em emacs emberscript eps erb erl es es6 escript ex exs f f03 f08 f77 f90 f95 factor fan fancypack fcgi feature fish flex
        flux for forth fp fpp fr frag frg frm frt frx fs fshader fsi fsx fth fun fx fy g g4 gap gawk gd gemspec geo geom gf gi gleam glf glsl glslv
        gms gnu gnuplot go god golo gp grace graphql groovy grt gs gshader gsp gst gsx gtpl gvy gyp h h++ haml handlebars hats hb hbs hcl hh hic
        hlean hpp hqf hrl hs hsc htm html hx hxsl hxx hy i7x iced icl idc idr ihlp ijs ik ily inl ino ins intr io ipf ipp irbrc iss ixx j jade jake
        java jbuilder jflex jinja jl jq js jsb jsfl jsm jsp jss jsx kid kit krl ksh kt ktm kts l lagda las lasso lasso8 lasso9 latte lbx ldml lean
        less lex lfe lgt lhs lid lidr liquid lisp litcoffee ll lmi logtalk lol lookml lpr ls lsl lsp ltx lua lvproj ly m ma mak mako man mao mask
        mata matah mathematica matlab mawk maxhelp maxpat maxproj metal minid mir mirah mjs mk mkii mkiv mkvi ml ml4 mli mll mly mm mmk mms mo
        monkey moo moon mspec mss mtml mts mu muf mumps mustache mxt myt n nasm nawk nb nbp nc nginxconf ni nim nimrod nit nix njs nlogo nqp nse nsh
        nsi nu numpy numpyw numsc nut ny odin omgrofl ooc opa opal opencl owl ox oxh oxo oxygene oz p p6 p6l p6m pac pan parrot pas pasm pat pb pbi
        pd pd_lua pde perl ph php php3 php4 php5 phpt phtml pig pike pir pkb pks pl pl6 plb plot pls plsql plt pluginspec plx pm pm6 pmod pod podsl
        podspec pogo pp prg pri pro prolog proto ps ps1 psc psd1 psgi psm1 purs pwn pxd pxi py pyde pyp pyt pyw pyx qbs qml r r2 r3 rabl rake razor
        rb rbbas rbfrm rbmnu rbres rbtbar rbuild rbuistate rbw rbx rbxs rd reb rebol red reds rg rhtml rkt rktd rktl rl robot rs rsh rsx ru ruby s
        sage sagews sas sass sats sbt sc scad scala scaml scd sce sch sci scm scpt scrbl scss self sh sh-session shader shen sig sj sjs sl sld slim
        sls sma smali sml sol sp spin sps sqf sql ss ssjs st sthlp sty styl sublime-build sublime-commands sublime-completions sublime-keymap
        sublime-macro sublime-menu sublime-mousemap sublime-project sublime-settings sublime-theme sublime-workspace sublime_metrics sublime_session
        sv svelte svh swift t tac tcc tcl tcsh tea tex tf thor thrift thy tm tmux toc tool tpl tpp ts tst tsx tu twig txl uc upc v vala vapi vark vb
        vba vbhtml vbs vcl veo vert vh vhd vhdl vhf vhi vho vhost vhs vht vhw vim volt vrx vshader vue w watchr webidl wgsl wisp wl wlt wlua wsgi x
        xc xht xhtml xi xm xojo_code xojo_menu xojo_report xojo_script xojo_toolbar xojo_window xpl xproc xpy xq xql xqm xquery xqy xs xsjs xsjslib
        xsl xslt xtend y yacc yy zep zig zimpl zmpl zpl zsh
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = Set(StringComparer.Ordinal, """
        .Rprofile .emacs .emacs.desktop .factor-boot-rc .factor-rc .nvimrc .pryrc .vimrc Appraisals BUILD Berksfile Buildfile CMakeLists.txt
        Cakefile Deliverfile Fakefile Fastfile GNUmakefile Gemfile Guardfile Jakefile Jarfile Kbuild Makefile Mavenfile Modulefile Nukefile
        Phakefile Podfile Puppetfile Rexfile SConscript SConstruct Slakefile Snakefile Snapfile Thorfile Vagrantfile _vimrc buildfile descrip.mmk
        descrip.mms gvimrc makefile nginx.conf nvimrc rebar.config riemann.config vimrc wscript
        """);

    public static bool Contains(TrackedPath path)
    {
        if (path.Kind != PathKind.Authored)
            return false;
        var name = path.Text.AsSpan(path.Text.LastIndexOf('/') + 1);
        int dot = name.LastIndexOf('.');
        bool isCode = Names.Contains(name) || (dot >= 0 && Extensions.Contains(name[(dot + 1)..]));
        return isCode && !Documentation().IsMatch(path.Text) && !Vendored().IsMatch(path.Text);
    }

    [GeneratedRegex(@"^docs?/|(^|/)[Dd]ocumentation/|(^|/)javadoc/|^man/|(^|/)(CONTRIBUTING|COPYING|INSTALL|LICEN[CS]E|README)(\.|$)")]
    private static partial Regex Documentation();

    // Beside what PathKinds knows: places of bundled code, and bundled libraries by their file names.
    [GeneratedRegex(
        @"(^|/)(cache|dist|env|vendors?|extern(al)?|ace-builds|MathJax|Sparkle|admin_media|extjs)/|^([Dd]ependencies|deps|tools|debian|vignettes|puphpet)/"
        + @"|^([Tt]ests?|[Ss]pecs?)/fixtures/|(^|/)docs?/_?(build|themes?|templates?|static)/|(^|/)[Cc]ode[Mm]irror/(lib|mode|theme|addon|keymap|demo)"
        + @"|(^|/)tiny_mce/(langs|plugins|themes|utils)|(^|/)gradle/wrapper/|(^|/)(configure|gradlew|config\.guess|config\.sub)$"
        + @"|(^|/)(aclocal|libtool|ltoptions|ltsugar|ltversion)\.m4$|^(rebar|waf|Vagrantfile|fabfile\.py)$|(^|/)(cpplint\.py|erlang\.mk)$|\.d\.ts$"
        + @"|(^|/)(jquery|bootstrap|angular|cordova|yui|yahoo-|prototype|tiny_mce|shBrush)[^./]*\.(js|css|less|scss)$|import\.(css|less|scss|styl)$"
        + @"|(^|/)jquery[-.](ui|effects|fileupload|validate|unobtrusive)[^/]*\.(js|css)$|(^|/)(d3|react|foundation|modernizr|mootools|knockout)([-.][^/]*)?\.js$"
        + @"|(^|/)(effects|controls|dragdrop|dojo|MochiKit|ckeditor|html5shiv|shCore|Chart)\.js$|(^|/)(font-awesome|foundation|animate|normalize)\.(css|less|scss|styl)$"
        + @"|(^|/)(jquery(-ui)?|cordova)-[0-9.]+(\.\w+)?\.(js|css)$|-vsdoc\.js$|\.intellisense\.js$")]
    private static partial Regex Vendored();

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(StringComparer comparer, string words) =>
        words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(comparer).GetAlternateLookup<ReadOnlySpan<char>>();
}
