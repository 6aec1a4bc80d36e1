using System.Net;
using System.Text;
using Warehouse.Orders;

namespace Warehouse.Web;

/// <summary>One order, as its owner sees it.</summary>
public sealed class Page
{
    private readonly StringBuilder _html = new();

    public string Show(Order order)
    {
        _html.Clear();
        Open("article");
        Tag("h1", order.Number);
        Tag("p", Labels.Of(order));
        Open("ul");
        foreach (var (article, count) in order.Wanted)
            Tag("li", $"{count} × {article}");
        Close("ul");
        Close("article");
        return _html.ToString();
    }

    private void Tag(string name, string text)
    {
        Open(name);
        _html.Append(WebUtility.HtmlEncode(text));
        Close(name);
    }

    private void Open(string name) => _html.Append('<').Append(name).Append('>');

    private void Close(string name) => _html.Append("</").Append(name).Append('>');
}
