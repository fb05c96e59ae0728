import '../../components/panel/panel-page.css';
import { startPanelPage } from '../../components/panel/panel-page.ts';
import { onPanelNews } from '../../lib/messages/to-panels.ts';

const root = document.getElementById('app');
if (root) void startPanelPage({ root, signal: new AbortController().signal, onNews: onPanelNews });
