import { render } from 'preact';
import { BehindLock } from '../../components/lock/behind-lock.tsx';
import { PolicyProvider } from '../../components/options/setting.tsx';
import { WelcomeApp } from '../../components/welcome/welcome-app.tsx';
import '../../components/options/options.css';
import '../../components/welcome/welcome.css';
import { askForHost } from '../../lib/platform/permissions.ts';
import { askToPersist } from '../../lib/platform/persistence.ts';

// In Chrome the worker cannot ask.
void askToPersist();
const root = document.getElementById('app');
if (root)
  render(
    <BehindLock>
      <PolicyProvider>
        <WelcomeApp requestHost={askForHost} />
      </PolicyProvider>
    </BehindLock>,
    root,
  );
