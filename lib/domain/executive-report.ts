/** When ConnectWise sends its executive summary report of all companies, as its table Management IT has it. */
export interface ExecutiveReport {
  isScheduled: boolean;
  /** Day of the month, hour and minute, in the server's time; absent where blank. */
  day?: number;
  hour?: number;
  minute?: number;
}
