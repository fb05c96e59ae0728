/** A reason to ask a user before this change is written (docs/reference/rules.md#money-guards). */
export interface Guard {
  code:
    | 'GUARD-UNIT'
    | 'GUARD-JUMP'
    | 'GUARD-ZERO'
    | 'GUARD-INVOICED'
    | 'GUARD-PRICE'
    | 'GUARD-INCOMPLETE'
    | 'GUARD-SERVICE'
    | 'GUARD-CUSTOMER';
  message: string;
  /** Set: among the reasons is that the portal's customer may not be this company. */
  customer?: CustomerMatch;
}

/** A portal's customer and the company that it is linked to, as both were named when a user was asked. */
export interface CustomerMatch {
  id: string;
  name: string;
  companyName: string;
}
