import { render } from 'preact';
import { BehindLock } from '../../components/lock/behind-lock.tsx';
import { OptionsApp } from '../../components/options/options-app.tsx';
import { PolicyProvider } from '../../components/options/setting.tsx';
import '../../components/options/options.css';
import { askForHost } from '../../lib/platform/permissions.ts';
import { askToPersist } from '../../lib/platform/persistence.ts';
import { extensionVersion } from '../../lib/platform/runtime.ts';

// In Chrome the worker cannot ask.
void askToPersist();
const root = document.getElementById('app');
if (root)
  render(
    <BehindLock>
      <PolicyProvider>
        <OptionsApp requestHost={askForHost} version={extensionVersion()} />
      </PolicyProvider>
    </BehindLock>,
    root,
  );
