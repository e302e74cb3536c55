/** Durations as Azure Monitor writes them (ISO 8601), and which of them it takes. */

const MINUTES: Readonly<Record<string, number>> = {
    PT1M: 1,
    PT5M: 5,
    PT10M: 10,
    PT15M: 15,
    PT30M: 30,
    PT45M: 45,
    PT1H: 60,
    PT2H: 120,
    PT3H: 180,
    PT4H: 240,
    PT5H: 300,
    PT6H: 360,
    PT12H: 720,
    P1D: 1440,
    P2D: 2880,
};

export const minutesOf = (duration: string): number => MINUTES[duration] ?? 0;

/** "How often the metric alert is evaluated", "the period of time that is used to monitor alert activity". */
export const METRIC_FREQUENCIES = ["PT1M", "PT5M", "PT15M", "PT30M", "PT1H"];
export const METRIC_WINDOWS = ["PT1M", "PT5M", "PT15M", "PT30M", "PT1H", "PT6H", "PT12H", "P1D"];

/** Those of alerts on logs. */
export const QUERY_FREQUENCIES = Object.keys(MINUTES).filter((d) => d !== "P2D" && d !== "PT12H");
export const QUERY_WINDOWS = Object.keys(MINUTES).filter((d) => d !== "PT12H");
