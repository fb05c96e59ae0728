export type ColumnType = 'Text' | 'Numeric' | 'Boolean' | 'DateTime';

/** A column as `/columns` and `column_definitions` describe it. */
export interface Column {
  type: ColumnType;
  isNullable: boolean;
}

/**
 * Columns of the reports that the simulator serves, as a live server of release 2018.6 listed them
 * (docs/reference/connectwise-rest.md#reports): name, type, and `?` where it may be null.
 */
const COLUMN_LISTS = {
  CompanyMgmt: `
    AGR_Header_RecID:Numeric? AGR_Name:Text? Company_ID:Text? Company_Mgmt_RecID:Numeric Company_Name:Text?
    Company_RecID:Numeric Device_Type:Text? Group_Guid:Text? Group_ID:Text? Last_Update:DateTime?
    Last_Update_UTC:DateTime Mgmt_It_Setup_RecID:Numeric? Mgmt_Setup_Name:Text? Time_Zone:Text? Updated_By:Text?`,
  AgreementAdditions: `
    AGR_Name:Text? AGR_RecID:Numeric Addition_RecId:Numeric Addition_Status:Text Bill_Customer:Boolean?
    Cancelled_Date:DateTime? Effective_Date:DateTime? Ext_Cost:Numeric Ext_Price:Numeric Last_Update:DateTime?
    Last_Update_UTC:DateTime Less_Included:Numeric? Margin:Numeric? Product_Description:Text? Product_RecId:Numeric?
    Purchase_Item_Flag:Boolean QuantityToBill:Numeric? Sequence_Number:Numeric Serial_Number:Text? Taxable:Boolean?
    Time_Zone:Text? Total_Quantity:Numeric? Unit_Cost:Numeric? Unit_Price:Numeric? Updated_By:Text?`,
  AgreementList: `
    AGR_Detail_Type_Desc:Text? AGR_Header_RecID:Numeric AGR_Name:Text? Agreement_Start_Date:DateTime?
    Agreement_Status:Text BalAvailable:Numeric BalRemaining:Numeric Bill_Start_Date:DateTime?
    Billing_Amount:Numeric? Billing_CycleOption_RecID:Numeric? Billing_Cycle_Desc:Text? Billing_Unit_Name:Text?
    CompanyRecId:Numeric Company_Name:Text? DateEnd:DateTime? DateStart:DateTime? EX_Billable_Flag:Boolean
    EX_Invoice_Flag:Boolean IV_Billable_Flag:Boolean IV_Invoice_Flag:Boolean Last_Update:DateTime? Location:Numeric?
    Nbr_Cycles:Numeric? Owner_Level_Name:Text? PM_Type_RecID:Numeric Parent_Agreement_Name:Text?
    Parent_Agreement_RecID:Numeric? TE_Billable_Flag:Boolean TE_Invoice_Flag:Boolean Time_Zone:Text?
    Universal_Formatted_Date_End:DateTime? Universal_Formatted_Date_Start:DateTime? UnlimitedFlag:Boolean
    Updated_By:Text? Valid_flag:Boolean? agr_type_desc:Text? agr_type_recid:Numeric? billing_unit_recid:Numeric?
    company_recid:Numeric owner_level_recid:Numeric?`,
  Managed_Device_XRef: `
    AGR_Type_RecID:Numeric? AgreementType:Text? CS_Survey_RecID:Numeric? Configuration_Type:Text?
    IV_Item_RecID:Numeric? Inactive_Flag:Boolean? Last_Update:DateTime? Level:Text? Mgmt_It_Levels_RecID:Numeric?
    Mgmt_It_Setup_RecID:Numeric Mgmt_Solution_Name:Text? ProductName:Text? Time_Zone:Text? Type:Text?
    Updated_By:Text?`,
  AgreementInvoice: `
    AGR_Header_RecID:Numeric? AGR_Name:Text? Billing_Log_RecID:Numeric Company_RecID:Numeric? Created_By:Text?
    Date_Created:DateTime? Date_Invoice:DateTime? Invoice_Number:Text? Last_Update:DateTime? Run_Date:DateTime?
    Run_Month:Numeric? Run_Year:Numeric? Time_Zone:Text? Updated_By:Text?`,
  InvoiceAgreementAdditions: `
    AGR_Amount:Numeric? AGR_Header_RecID:Numeric AGR_Name:Text? Billing_Log_RecID:Numeric Currency_RecID:Numeric
    Currency_Symbol:Text? DisplaySymbol_Flag:Boolean Extended_Price:Numeric? IV_Item_RecID:Numeric?
    Invoice_Number:Text? IsParent:Numeric Item_ID:Text? Last_Update_UTC:DateTime Line_Desc:Text? Quantity:Numeric?
    Sequence_Number:Numeric? Serial_Number:Text? Taxable_Flag:Boolean? Type:Text Unit_Price:Numeric?`,
  MemberSecurityRoles: `
    Add_Level:Numeric? Delete_Level:Numeric? Edit_Level:Numeric? FO_Role_Security_RecID:Numeric
    Inquire_Level:Numeric? Last_Update:DateTime? Member_ID:Text Module_ID:Text? Module_Name:Text? Time_Zone:Text?
    Updated_By:Text?`,
} as const;

export type ReportName = keyof typeof COLUMN_LISTS;

/** By name, in the order in which the server lists them. */
export const REPORT_COLUMNS = Object.fromEntries(
  Object.entries(COLUMN_LISTS).map(([report, list]) => [report, parseColumns(list)]),
) as Record<ReportName, ReadonlyMap<string, Column>>;

function parseColumns(list: string): ReadonlyMap<string, Column> {
  return new Map(
    list
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const [name = '', type = ''] = entry.replace('?', '').split(':');
        return [name, { type: type as ColumnType, isNullable: entry.endsWith('?') }];
      }),
  );
}
