using Warehouse.Orders;

namespace Warehouse.Web;

/// <summary>What a page says of an order.</summary>
public static class Labels
{
    public static string Of(Order order) => All.TryGetValue(order.State, out string? label) ? label : "We are looking into it";

    /// <summary>A label for each code, in the order in which they came.</summary>
    private static Dictionary<string, string> All { get; } = new(StringComparer.Ordinal)
    {
        [Codes.Open] = "Your order is open",
        [Codes.Picked] = "Your order is picked",
        [Codes.Sent] = "Your order is sent",
        [Codes.Cancelled] = "Your order is cancelled",
        [Codes.Held] = "Your order is held",
        [Codes.Paid] = "Your order is paid",
        [Codes.Refunded] = "Your order is refunded",
        [Codes.Returned] = "Your order is returned",
        [Codes.Split] = "Your order is split",
        [Codes.Merged] = "Your order is merged",
        [Codes.Gift] = "Your order is gift",
        [Codes.Express] = "Your order is express",
        [Codes.Pickup] = "Your order is pickup",
        [Codes.Fragile] = "Your order is fragile",
        [Codes.Cold] = "Your order is cold",
        [Codes.Heavy] = "Your order is heavy",
        [Codes.Customs] = "Your order is customs",
        [Codes.Insured] = "Your order is insured",
        [Codes.Reserved] = "Your order is reserved",
        [Codes.Backordered] = "Your order is backordered",
        [Codes.Partial] = "Your order is partial",
        [Codes.Damaged] = "Your order is damaged",
        [Codes.Lost] = "Your order is lost",
        [Codes.Found] = "Your order is found",
        [Codes.Recounted] = "Your order is recounted",
        [Codes.Archived] = "Your order is archived",
    };
}
