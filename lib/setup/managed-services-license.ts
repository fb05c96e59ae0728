import { bad, type Check, passed, unreadable, waits } from './check.ts';

const NEXT = 'Ask your ConnectWise account manager for the Managed Services (MSP) add-on.';

/** The MSP add-on, without which ConnectWise has no Management IT tables. */
export const managedServicesLicense: Check = {
  id: 'managed-services-license',
  area: 'connectwise',
  title: 'Managed Services add-on',
  guide: 'overview',
  async run({ info }) {
    const answer = await info();
    if (!answer.ok) return unreadable(answer.failure);
    const { licenses } = answer.value;
    if (licenses === undefined) {
      return waits('ConnectWise does not list its licenses.', {
        nextStep: 'Check that Company › Management and the table Managed Devices Integration exist.',
      });
    }
    const license = licenses.find(({ name }) => lettersOf(name) === 'managedservices');
    if (license?.isActive) return passed('ConnectWise lists the license Managed Services as active.');
    const seen = license ? 'lists the license Managed Services as inactive' : 'lists no license Managed Services';
    return bad('failed', [`ConnectWise ${seen}.`], { nextStep: NEXT });
  },
};

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
