/** What the files of this program share. */
export const region = "us-central1";

export const prefixes = {
    cloud: "10.40.0.0/18",
    web: "10.40.0.0/20",
    orders: "10.40.16.0/20",
    payments: "10.40.32.0/24",
    premises: "10.60.0.0/18",
    warehouse: "10.60.0.0/20",
    terminals: "10.60.32.0/24",
};
