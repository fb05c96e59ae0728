import { render } from 'preact';
import { BehindLock } from '../../components/lock/behind-lock.tsx';
import { PopupApp } from '../../components/popup/popup-app.tsx';
import '../../components/popup/popup.css';
import { openOptionsPage } from '../../lib/platform/runtime.ts';
import { activeTabId, openOwnTab } from '../../lib/platform/tabs.ts';

const root = document.getElementById('app');
if (root)
  render(
    <BehindLock>
      <PopupApp
        activeTab={activeTabId}
        openOptions={() => void openOptionsPage()}
        openWelcome={() => void openOwnTab('/welcome.html')}
        close={() => window.close()}
      />
    </BehindLock>,
    root,
  );
