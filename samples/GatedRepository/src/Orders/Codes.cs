namespace Warehouse.Orders;

/// <summary>What can be said of an order: each has a label of its own on the web.</summary>
public static class Codes
{
    public const string Open = "open";
    public const string Picked = "picked";
    public const string Sent = "sent";
    public const string Cancelled = "cancelled";
    public const string Held = "held";
    public const string Paid = "paid";
    public const string Refunded = "refunded";
    public const string Returned = "returned";
    public const string Split = "split";
    public const string Merged = "merged";
    public const string Gift = "gift";
    public const string Express = "express";
    public const string Pickup = "pickup";
    public const string Fragile = "fragile";
    public const string Cold = "cold";
    public const string Heavy = "heavy";
    public const string Customs = "customs";
    public const string Insured = "insured";
    public const string Reserved = "reserved";
    public const string Backordered = "backordered";
    public const string Partial = "partial";
    public const string Damaged = "damaged";
    public const string Lost = "lost";
    public const string Found = "found";
    public const string Recounted = "recounted";
    public const string Archived = "archived";
}
