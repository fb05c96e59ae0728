import { type Row, valueAt } from '../table.ts';
import { defineReport } from './report.ts';
import { CHANGED } from './stamps.ts';

interface MemberRight {
  member: Row;
  setting: Row;
}

/** Which number a level is: INFERRED from the order in which the web client lists them. */
const LEVELS: Record<string, number> = { None: 0, My: 1, All: 2 };

/**
 * Functions of the security role of each API member. That `Module_Name` is the function, as `API Reports`, and not its module
 * is INFERRED. No column is an identity: two members may have the same role.
 */
export const memberSecurityRoles = defineReport<MemberRight>({
  name: 'MemberSecurityRoles',
  rows: ({ state: { tables } }) =>
    tables.apiMembers.all().flatMap((member) => {
      const roleId = Number(valueAt(member, 'securityRole/id'));
      return tables.securityRoleSettings.where('securityRoleId', roleId).map((setting) => ({ member, setting }));
    }),
  companyId: () => undefined,
  values: {
    Member_ID: ({ member }) => member.identifier,
    FO_Role_Security_RecID: ({ setting }) => setting.id,
    Module_ID: ({ setting }) => setting.moduleFunctionIdentifier,
    Module_Name: ({ setting }) => setting.moduleFunctionName,
    Add_Level: ({ setting }) => LEVELS[String(setting.addLevel)],
    Edit_Level: ({ setting }) => LEVELS[String(setting.editLevel)],
    Delete_Level: ({ setting }) => LEVELS[String(setting.deleteLevel)],
    Inquire_Level: ({ setting }) => LEVELS[String(setting.inquireLevel)],
    Last_Update: ({ setting }) => CHANGED.Last_Update(setting),
    Time_Zone: CHANGED.Time_Zone,
    Updated_By: ({ setting }) => CHANGED.Updated_By(setting),
  },
});
